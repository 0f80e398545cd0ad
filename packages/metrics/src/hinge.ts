import type { Metric } from '@tenonjs/contracts';
import { cast, equal, mul, relu, sub, type Tensor } from '@tensorflow/tfjs-core';
import { align } from './align.js';
import { mean } from './mean.js';
import type { MetricOptions } from './metric.js';

/** Targets of −1 and 1, from those or from 0 and 1. */
export function hingeTargets(who: string, yTrue: Tensor, yPred: Tensor): Tensor {
  const target = cast(align(who, yTrue, yPred), 'float32');
  return sub(target, cast(equal(target, 0), 'float32'));
}

/**
 * Hinge loss, over all elements; targets are −1 or 1, and 0 counts as −1.
 *
 *     mean(max(1 − yTrue · yPred, 0))
 *
 * Shapes: `yTrue` and `yPred` `[batch, …]`; weights `[batch]` or more of the same axes.
 *
 * @throws {RangeError} From `update`, if the shapes differ.
 * @example
 * const metric = hinge();
 * metric.update(tensor1d([1, -1]), tensor1d([0.5, 0.5]));
 * metric.result(); // 1
 */
export function hinge({ name = 'hinge' }: MetricOptions = {}): Metric {
  return mean((yTrue, yPred) => relu(sub(1, mul(hingeTargets(name, yTrue, yPred), yPred))), { name });
}
