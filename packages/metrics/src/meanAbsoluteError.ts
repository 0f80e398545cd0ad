import type { Metric } from '@tenonjs/contracts';
import { abs, sub } from '@tensorflow/tfjs-core';
import { align } from './align.js';
import { mean } from './mean.js';
import type { MetricOptions } from './metric.js';

/**
 * Mean absolute error: `mean(|yPred − yTrue|)` over all elements.
 *
 * Shapes: `yTrue` and `yPred` `[batch, …]`; weights `[batch]` or more of the same axes.
 *
 * @throws {RangeError} From `update`, if the shapes differ.
 * @example
 * const metric = meanAbsoluteError();
 * metric.update(tensor2d([[0, 1], [0, 0]]), tensor2d([[2, 1], [1, 0]]));
 * metric.result(); // 0.75
 */
export function meanAbsoluteError({ name = 'meanAbsoluteError' }: MetricOptions = {}): Metric {
  return mean((yTrue, yPred) => abs(sub(yPred, align(name, yTrue, yPred))), { name });
}
