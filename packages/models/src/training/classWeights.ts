import type { DataArray } from '@tenonjs/contracts';
import { rowSize } from './data.js';

/**
 * The weight of each sample by its class, times its own where it has one.
 *
 * @param y - Labels `[n]`, `[n, 1]` or `[n, time]`, or one-hot rows `[n, classes]` of floats.
 * @param byClass - Weights by label; a class that is not named weighs 1.
 */
export function classWeights(
  who: string,
  y: DataArray,
  byClass: Readonly<Record<number, number>>,
  sampleWeight?: DataArray,
): DataArray {
  for (const [label, weight] of Object.entries(byClass)) {
    if (!(weight >= 0))
      throw new RangeError(`${who}: classWeight must hold non-negative numbers, got ${weight} for class ${label}.`);
  }
  if (y.shape.length > 2)
    throw new RangeError(
      `${who}: classWeight needs labels [n] or one-hot rows [n, classes], got y of shape [${y.shape.join(', ')}].`,
    );
  const n = y.shape[0]!;
  const classes = rowSize(y);
  const data = new Float32Array(n);
  for (let i = 0; i < n; i++) {
    const row = y.data.subarray(i * classes, (i + 1) * classes);
    const label = classes === 1 ? row[0]! : row.indexOf(Math.max(...row));
    data[i] = (byClass[label] ?? 1) * (sampleWeight?.data[i] ?? 1);
  }
  return { data, shape: [n] };
}
