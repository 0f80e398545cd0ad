import type { Metric } from '@tenonjs/contracts';
import { argMax, equal, type Tensor } from '@tensorflow/tfjs-core';
import { alignSparse } from './align.js';
import { mean } from './mean.js';
import type { MetricOptions } from './metric.js';

/** Whether the likeliest class is the one whose number the target is. */
export const sparseMatches = (who: string, yTrue: Tensor, yPred: Tensor): Tensor =>
  equal(alignSparse(who, yTrue, yPred), argMax(yPred, -1));

/**
 * How often the likeliest class is the one whose number the target is.
 *
 * Shapes: `yTrue` `[batch, …]` or `[batch, …, 1]`, int32 or float32; `yPred` `[batch, …, classes]`, probabilities or
 * logits; weights `[batch]` or `[batch, …]`.
 *
 * @throws {RangeError} From `update`, if there is not one target for each prediction.
 * @example
 * const metric = sparseCategoricalAccuracy();
 * metric.update(tensor1d([1, 0], 'int32'), tensor2d([[0.1, 0.9], [0.4, 0.6]]));
 * metric.result(); // 0.5
 */
export function sparseCategoricalAccuracy({ name = 'sparseCategoricalAccuracy' }: MetricOptions = {}): Metric {
  return mean((yTrue, yPred) => sparseMatches(name, yTrue, yPred), { name });
}
