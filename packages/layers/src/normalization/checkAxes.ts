import type { Shape } from '@tenonjs/contracts';
import { minRank } from '../shapes.js';
import { fromStart } from './standardize.js';

/** Refuses shapes that lack one of the axes, and the batch's axis among them. */
export function checkAxes(who: string, shape: Shape, axes: readonly number[], last: 'features' | 'channels'): void {
  minRank(who, shape, ['batch', '…', last], 2);
  const rank = shape.length;
  if (axes.some((axis) => fromStart(axis, rank) < 1 || fromStart(axis, rank) >= rank)) {
    throw new RangeError(`${who}: axis must be one of 1 to ${rank - 1} for rank ${rank}, got ${axes.join(', ')}.`);
  }
}
