import type { Metric } from '@tenonjs/contracts';
import { cast, type Scalar } from '@tensorflow/tfjs-core';
import { prediction, type ValueFunction, valuesOf } from './mean.js';
import { type MetricOptions, metric } from './metric.js';
import { weighted } from './weighted.js';

/**
 * The weighted sum of what a function gives for each sample.
 *
 *     Σ w·f(yTrue, yPred)
 *
 * @param f - A value for each sample `[batch]`, or for each element `[batch, …]`; the predictions themselves where absent.
 * @param options - `name` is `'sum'` where absent.
 * @throws {RangeError} From `update`, if `f` does not give a value for each sample, or the weights do not fit its values.
 * @example
 * const positives = sum((yTrue) => yTrue, { name: 'positives' });
 * positives.update(tensor1d([0, 1, 1]), tensor1d([0.3, 0.2, 0.9]));
 * positives.result(); // 2
 */
export function sum(f: ValueFunction = prediction, { name = 'sum' }: MetricOptions = {}): Metric {
  return metric(name, {
    batch: (yTrue, yPred, weights) => ({
      sum: weighted(name, valuesOf(name, f, yTrue, yPred), weights).total,
    }),
    value: (sums) => cast(sums.sum, 'float32') as Scalar,
  });
}
