import { type Dimension, middles } from './space.js';

/**
 * One of some values, that have no order.
 *
 * @throws {RangeError} If there are none.
 * @example
 * choice(['adam', 'sgd']).at(0.7); // 'sgd'
 */
export function choice<const T>(values: readonly T[]): Dimension<T> {
  if (values.length === 0) throw new RangeError('choice: there must be a value, got none.');
  return {
    choices: values.length,
    at: (place) => values[Math.min(values.length - 1, Math.floor(place * values.length))]!,
    place: (value) => middles(values.length)[values.indexOf(value)]!,
    grid: () => [...values],
  };
}
