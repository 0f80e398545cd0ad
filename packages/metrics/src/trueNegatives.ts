import { type ThresholdMetric, type ThresholdOptions, type Thresholds, thresholdMetric } from './thresholdMetric.js';

/**
 * How many targets of 0 are predicted at or below the threshold, by weight.
 *
 * Shapes: `yTrue` and `yPred` `[batch]`, `[batch, 1]` or `[batch, …]`, targets of 0 and 1; weights `[batch]` or more of the
 * predictions' axes. The result is a scalar, or `[thresholds]` where several thresholds are given.
 *
 * @throws {RangeError} If a threshold is not a number; from `update`, if the shapes differ.
 * @example
 * const metric = trueNegatives();
 * metric.update(tensor1d([0, 1, 1, 0, 1]), tensor1d([0.1, 0.9, 0.6, 0.7, 0.4]));
 * metric.result(); // 1
 */
export function trueNegatives<T extends Thresholds = number>(options: ThresholdOptions<T> = {}): ThresholdMetric<T> {
  return thresholdMetric('trueNegatives', options, ({ trueNegatives }) => trueNegatives);
}
