import type { Metric } from '@tenonjs/contracts';
import { log1p, relu, squaredDifference } from '@tensorflow/tfjs-core';
import { align } from './align.js';
import { mean } from './mean.js';
import type { MetricOptions } from './metric.js';

/**
 * Mean squared logarithmic error, over all elements; negative numbers count as 0.
 *
 *     mean((log(1 + yPred) − log(1 + yTrue))²)
 *
 * Shapes: `yTrue` and `yPred` `[batch, …]`; weights `[batch]` or more of the same axes.
 *
 * @throws {RangeError} From `update`, if the shapes differ.
 * @example
 * const metric = meanSquaredLogarithmicError();
 * metric.update(tensor1d([0, 1]), tensor1d([0, 3]));
 * metric.result(); // 0.24023
 */
export function meanSquaredLogarithmicError({ name = 'meanSquaredLogarithmicError' }: MetricOptions = {}): Metric {
  return mean((yTrue, yPred) => squaredDifference(log1p(relu(yPred)), log1p(relu(align(name, yTrue, yPred)))), {
    name,
  });
}
