import type { Metric } from '@tenonjs/contracts';
import { mul, relu, square, sub } from '@tensorflow/tfjs-core';
import { hingeTargets } from './hinge.js';
import { mean } from './mean.js';
import type { MetricOptions } from './metric.js';

/**
 * Squared hinge loss, over all elements; targets are −1 or 1, and 0 counts as −1.
 *
 *     mean(max(1 − yTrue · yPred, 0)²)
 *
 * Shapes: `yTrue` and `yPred` `[batch, …]`; weights `[batch]` or more of the same axes.
 *
 * @throws {RangeError} From `update`, if the shapes differ.
 * @example
 * const metric = squaredHinge();
 * metric.update(tensor1d([1, -1]), tensor1d([0.5, 0.5]));
 * metric.result(); // 1.25
 */
export function squaredHinge({ name = 'squaredHinge' }: MetricOptions = {}): Metric {
  return mean((yTrue, yPred) => square(relu(sub(1, mul(hingeTargets(name, yTrue, yPred), yPred)))), { name });
}
