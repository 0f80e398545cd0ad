import { type Dimension, middles, range } from './space.js';

export interface IntOptions {
  /** Whether the logarithm is what is uniform: for numbers of units. Default false. */
  readonly log?: boolean;
}

/**
 * A whole number from low to high, both included.
 *
 * @throws {RangeError} If they are not whole, low is not below high or, with `log`, not positive.
 * @example
 * int(1, 4).at(0.5); // 3
 */
export function int(low: number, high: number, { log = false }: IntOptions = {}): Dimension<number> {
  if (!Number.isInteger(low) || !Number.isInteger(high))
    throw new RangeError(`int: low and high must be integers, got ${low} and ${high}.`);
  range('int', low, high);
  if (log && low < 1) throw new RangeError(`int: low must be a positive integer with log, got ${low}.`);
  const [scale, back] = log ? [Math.log, Math.exp] : [(x: number) => x, (x: number) => x];
  const [from, to] = [scale(low - 0.5), scale(high + 0.5)];
  const at = (place: number): number => Math.min(high, Math.max(low, Math.round(back(from + place * (to - from)))));
  return {
    at,
    place: (value) => (scale(value) - from) / (to - from),
    grid: (points) => [...new Set(middles(Math.min(points, high - low + 1)).map(at))],
  };
}
