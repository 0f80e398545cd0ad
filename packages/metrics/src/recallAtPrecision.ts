import type { Metric } from '@tenonjs/contracts';
import { type BestAtOptions, bestAt } from './bestAt.js';
import { precisionOf, recallOf } from './confusion.js';

export interface RecallAtPrecisionOptions extends BestAtOptions {
  /** The least precision that is accepted, in [0, 1]. */
  readonly precision: number;
}

/**
 * The best recall among the thresholds at which precision is at least a given number; 0 where there is none.
 *
 * Shapes: `yTrue` and `yPred` `[batch]`, `[batch, 1]` or `[batch, …]`, targets of 0 and 1, probabilities; weights `[batch]` or
 * more of the predictions' axes.
 *
 * @throws {RangeError} If precision is outside [0, 1] or numThresholds is not a positive integer; from `update`, if the shapes
 *   differ.
 * @example
 * const metric = recallAtPrecision({ precision: 0.5 });
 * metric.update(tensor1d([0, 1, 0, 1, 1]), tensor1d([0.1, 0.3, 0.5, 0.8, 0.9]));
 * metric.result(); // 1
 */
export function recallAtPrecision(options: RecallAtPrecisionOptions): Metric {
  const { precision } = options;
  return bestAt('recallAtPrecision', { precision }, options, recallOf, precisionOf);
}
