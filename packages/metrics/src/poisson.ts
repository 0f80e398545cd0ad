import type { Metric } from '@tenonjs/contracts';
import { add, log, mul, sub } from '@tensorflow/tfjs-core';
import { align } from './align.js';
import { mean } from './mean.js';
import type { MetricOptions } from './metric.js';

/**
 * Poisson loss of predicted rates, over all elements.
 *
 *     mean(yPred − yTrue · log(yPred + 1e-7))
 *
 * Shapes: `yTrue` and `yPred` `[batch, …]`; weights `[batch]` or more of the same axes.
 *
 * @throws {RangeError} From `update`, if the shapes differ.
 * @example
 * const metric = poisson();
 * metric.update(tensor1d([2, 0]), tensor1d([1, 3]));
 * metric.result(); // 2
 */
export function poisson({ name = 'poisson' }: MetricOptions = {}): Metric {
  return mean((yTrue, yPred) => sub(yPred, mul(align(name, yTrue, yPred), log(add(yPred, 1e-7)))), { name });
}
