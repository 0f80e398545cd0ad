import { recallOf } from './confusion.js';
import {
  type ClassOptions,
  type ThresholdMetric,
  type ThresholdOptions,
  type Thresholds,
  thresholdMetric,
} from './thresholdMetric.js';

export interface RecallOptions<T extends Thresholds = number> extends ThresholdOptions<T>, ClassOptions {}

/**
 * Recall: of what is positive, the part that is predicted so. 0 where there is none.
 *
 *     tp / (tp + fn)
 *
 * Shapes: `yTrue` and `yPred` `[batch]`, `[batch, 1]` or `[batch, …]`, targets of 0 and 1; weights `[batch]` or more of the
 * predictions' axes. The result is a scalar, or `[thresholds]` where several thresholds are given.
 *
 * @throws {RangeError} If a threshold is not a number, topK not a positive integer or classId not a non-negative one; from
 *   `update`, if the shapes differ or have no such class.
 * @example
 * const metric = recall();
 * metric.update(tensor1d([0, 1, 1, 0, 1]), tensor1d([0.1, 0.9, 0.6, 0.7, 0.4]));
 * metric.result(); // 0.66667
 */
export function recall<T extends Thresholds = number>(options: RecallOptions<T> = {}): ThresholdMetric<T> {
  return thresholdMetric('recall', options, recallOf);
}
