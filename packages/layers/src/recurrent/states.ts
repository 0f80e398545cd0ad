/** Shapes of states. */
import type { Shape } from '@tenonjs/contracts';
import { showShape } from '../shapes.js';

/** The shapes of the sequence and of the states that come with it. */
export const shapesOf = (shapes: Shape | readonly Shape[]): readonly Shape[] =>
  Array.isArray(shapes[0]) ? (shapes as readonly Shape[]) : [shapes as Shape];

/** Refuses states of other shapes, and fewer or more of them. */
export function checkStates(who: string, wanted: readonly Shape[], got: readonly Shape[]): void {
  const fits = (shape: Shape, other: Shape | undefined): boolean =>
    shape.length === other?.length &&
    shape.every((size, axis) => size === null || other[axis] === null || size === other[axis]);
  if (wanted.length === got.length && wanted.every((shape, i) => fits(shape, got[i]))) return;
  const show = (shapes: readonly Shape[]): string => shapes.map(showShape).join(' and ') || 'none';
  throw new RangeError(`${who}: states must have shapes ${show(wanted)}, got ${show(got)}.`);
}
