/** The axis counted from the front: −1 is the last one. */
export function axisOf(who: string, shape: readonly number[], axis: number): number {
  const rank = shape.length;
  if (!Number.isInteger(axis) || axis < -rank || axis >= rank) {
    throw new RangeError(`${who}: axis must be an axis of x, whose shape is [${shape.join(', ')}], got ${axis}.`);
  }
  return axis < 0 ? axis + rank : axis;
}
