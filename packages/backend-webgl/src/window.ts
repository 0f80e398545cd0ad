/** What tfjs takes of a window: one number for both axes, or two. */
export const pairOf = (size: number | readonly [number, number]): readonly [number, number] =>
  typeof size === 'number' ? [size, size] : size;

/** Rows, or columns, of padding before an image, as tfjs has them. */
export function paddingOf(
  pad: 'same' | 'valid' | number | readonly (readonly [number, number])[],
  axis: 0 | 1,
  size: number,
  windows: number,
  window: number,
  stride: number,
): number {
  if (pad === 'valid') return 0;
  if (pad === 'same') return Math.floor(Math.max((windows - 1) * stride + window - size, 0) / 2);
  return typeof pad === 'number' ? pad : pad[axis + 1]![0];
}
