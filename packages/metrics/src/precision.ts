import { precisionOf } from './confusion.js';
import {
  type ClassOptions,
  type ThresholdMetric,
  type ThresholdOptions,
  type Thresholds,
  thresholdMetric,
} from './thresholdMetric.js';

export interface PrecisionOptions<T extends Thresholds = number> extends ThresholdOptions<T>, ClassOptions {}

/**
 * Precision: of what is predicted positive, the part that is. 0 where there is none.
 *
 *     tp / (tp + fp)
 *
 * Shapes: `yTrue` and `yPred` `[batch]`, `[batch, 1]` or `[batch, …]`, targets of 0 and 1; weights `[batch]` or more of the
 * predictions' axes. The result is a scalar, or `[thresholds]` where several thresholds are given.
 *
 * @throws {RangeError} If a threshold is not a number, topK not a positive integer or classId not a non-negative one; from
 *   `update`, if the shapes differ or have no such class.
 * @example
 * const metric = precision();
 * metric.update(tensor1d([0, 1, 1, 0, 1]), tensor1d([0.1, 0.9, 0.6, 0.7, 0.4]));
 * metric.result(); // 0.66667
 */
export function precision<T extends Thresholds = number>(options: PrecisionOptions<T> = {}): ThresholdMetric<T> {
  return thresholdMetric('precision', options, precisionOf);
}
