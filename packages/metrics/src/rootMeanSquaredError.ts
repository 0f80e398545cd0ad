import type { Metric } from '@tenonjs/contracts';
import { type Scalar, sqrt, squaredDifference } from '@tensorflow/tfjs-core';
import { align } from './align.js';
import { type MetricOptions, metric } from './metric.js';
import { meanOf, weighted } from './weighted.js';

/**
 * Root of the mean squared error over all elements of all batches: `√mean((yPred − yTrue)²)`.
 *
 * Shapes: `yTrue` and `yPred` `[batch, …]`; weights `[batch]` or more of the same axes.
 *
 * @throws {RangeError} From `update`, if the shapes differ.
 * @example
 * const metric = rootMeanSquaredError();
 * metric.update(tensor1d([0, 0]), tensor1d([1, 7]));
 * metric.result(); // 5
 */
export function rootMeanSquaredError({ name = 'rootMeanSquaredError' }: MetricOptions = {}): Metric {
  return metric(name, {
    batch: (yTrue, yPred, weights) => weighted(name, squaredDifference(yPred, align(name, yTrue, yPred)), weights),
    value: (total) => sqrt(meanOf(total)) as Scalar,
  });
}
