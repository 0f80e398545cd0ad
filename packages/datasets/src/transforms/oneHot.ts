import type { DataArray } from '@tenonjs/contracts';
import { positiveInteger } from '@tenonjs/internal';

export interface OneHotOptions {
  /** Default: the largest label + 1. Give it where a part of the data may lack the last classes. */
  readonly numClasses?: number;
}

/**
 * Turns each label into a row with 1 at the label and 0 elsewhere.
 *
 * @param y - Integers from 0, `[…]` or `[…, 1]`.
 * @returns `[…, numClasses]`, float32.
 * @throws {RangeError} If a label is not an integer in [0, numClasses).
 * @example
 * oneHot({ data: Uint8Array.of(2, 0), shape: [2] }).data; // [0, 0, 1, 1, 0, 0]
 * @see Keras's `to_categorical`.
 */
export function oneHot(y: DataArray, options: OneHotOptions = {}): DataArray<Float32Array> {
  const { numClasses = largest(y.data) + 1 } = options;
  positiveInteger('oneHot', { numClasses });
  const data = new Float32Array(y.data.length * numClasses);
  y.data.forEach((label, i) => {
    if (!Number.isInteger(label) || label < 0 || label >= numClasses) {
      throw new RangeError(`oneHot: labels must be integers in [0, ${numClasses}), got ${label} at ${i}.`);
    }
    data[i * numClasses + label] = 1;
  });
  const labels = y.shape.length > 1 && y.shape.at(-1) === 1 ? y.shape.slice(0, -1) : y.shape;
  return { data, shape: [...labels, numClasses] };
}

const largest = (labels: DataArray['data']): number => {
  let max = -1;
  for (const label of labels) max = Math.max(max, label);
  return max;
};

/**
 * `oneHot` by Keras's name, with its arguments.
 *
 * @example
 * toCategorical({ data: Uint8Array.of(2, 0), shape: [2] }, 3).data; // [0, 0, 1, 1, 0, 0]
 */
export function toCategorical(y: DataArray, numClasses?: number): DataArray<Float32Array> {
  return oneHot(y, numClasses === undefined ? {} : { numClasses });
}
