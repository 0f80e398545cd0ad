import type { Metric } from '@tenonjs/contracts';
import { sameShape } from '@tenonjs/internal';
import { argMax, equal, type Tensor } from '@tensorflow/tfjs-core';
import { mean } from './mean.js';
import type { MetricOptions } from './metric.js';

/** Whether the likeliest class is the target's. */
export function categoricalMatches(who: string, yTrue: Tensor, yPred: Tensor): Tensor {
  sameShape(who, yTrue, yPred);
  return equal(argMax(yTrue, -1), argMax(yPred, -1));
}

/**
 * How often the likeliest class is that of the one-hot target.
 *
 * Shapes: `yTrue` and `yPred` `[batch, …, classes]`, probabilities or logits; weights `[batch]` or `[batch, …]`.
 *
 * @throws {RangeError} From `update`, if the shapes differ.
 * @example
 * const metric = categoricalAccuracy();
 * metric.update(tensor2d([[0, 1], [1, 0]]), tensor2d([[0.1, 0.9], [0.4, 0.6]]));
 * metric.result(); // 0.5
 */
export function categoricalAccuracy({ name = 'categoricalAccuracy' }: MetricOptions = {}): Metric {
  return mean((yTrue, yPred) => categoricalMatches(name, yTrue, yPred), { name });
}
