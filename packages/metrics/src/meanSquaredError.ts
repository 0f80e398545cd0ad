import type { Metric } from '@tenonjs/contracts';
import { squaredDifference } from '@tensorflow/tfjs-core';
import { align } from './align.js';
import { mean } from './mean.js';
import type { MetricOptions } from './metric.js';

/**
 * Mean squared error: `mean((yPred − yTrue)²)` over all elements.
 *
 * Shapes: `yTrue` and `yPred` `[batch, …]`; weights `[batch]` or more of the same axes.
 *
 * @throws {RangeError} From `update`, if the shapes differ.
 * @example
 * const metric = meanSquaredError();
 * metric.update(tensor2d([[0, 1], [0, 0]]), tensor2d([[1, 1], [1, 0]]));
 * metric.result(); // 0.5
 */
export function meanSquaredError({ name = 'meanSquaredError' }: MetricOptions = {}): Metric {
  return mean((yTrue, yPred) => squaredDifference(yPred, align(name, yTrue, yPred)), { name });
}
