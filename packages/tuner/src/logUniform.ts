import { type Dimension, middles, range } from './space.js';

/**
 * A positive number whose logarithm is uniform: for rates, where twice as much matters alike everywhere.
 *
 * @throws {RangeError} If low is not positive, or not below high.
 * @example
 * logUniform(1e-4, 1e-2).at(0.5); // 0.001
 */
export function logUniform(low: number, high: number): Dimension<number> {
  if (!(low > 0)) throw new RangeError(`logUniform: low must be a positive number, got ${low}.`);
  range('logUniform', low, high);
  const at = (place: number): number => low * (high / low) ** place;
  return {
    at,
    place: (value) => Math.log(value / low) / Math.log(high / low),
    grid: (points) => middles(points).map(at),
  };
}
