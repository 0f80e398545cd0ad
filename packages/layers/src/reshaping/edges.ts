import type { Pair } from '../convolution/geometry.js';

/** Rows and columns at the four edges: one number, `[height, width]`, or `[[top, bottom], [left, right]]`. */
export type Edges = Pair | readonly [readonly [number, number], readonly [number, number]];

/** Both ends of both axes, checked: `zeroPadding2d: padding must be …, got [1,2,3].` */
export function edges(who: string, name: string, value: Edges): [[number, number], [number, number]] {
  const axes = typeof value === 'number' ? [value, value] : [...value];
  const both = axes.map((axis) => (typeof axis === 'number' ? [axis, axis] : [...axis]));
  const valid =
    both.length === 2 && both.every((ends) => ends.length === 2 && ends.every((n) => Number.isInteger(n) && n >= 0));
  if (!valid) {
    throw new RangeError(
      `${who}: ${name} must be n, [height, width] or [[top, bottom], [left, right]] of integers from 0, got ${JSON.stringify(value)}.`,
    );
  }
  return both as [[number, number], [number, number]];
}
