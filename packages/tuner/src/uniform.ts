import { type Dimension, middles, range } from './space.js';

/**
 * A number between two, all alike.
 *
 * @throws {RangeError} If low is not below high.
 * @example
 * uniform(0, 0.5).at(0.5); // 0.25
 */
export function uniform(low: number, high: number): Dimension<number> {
  range('uniform', low, high);
  const at = (place: number): number => low + place * (high - low);
  return { at, place: (value) => (value - low) / (high - low), grid: (points) => middles(points).map(at) };
}
