import type { Metric } from '@tenonjs/contracts';
import { fraction } from '@tenonjs/internal';
import { add, clipByValue, log, mul, neg, softplus, sub, type Tensor } from '@tensorflow/tfjs-core';
import { align } from './align.js';
import { mean } from './mean.js';
import type { MetricOptions } from './metric.js';

export interface CrossentropyOptions extends MetricOptions {
  /** Whether predictions are logits instead of probabilities; default false. */
  readonly fromLogits?: boolean;
  /** How far targets are moved towards indifference, in [0, 1); default 0. */
  readonly labelSmoothing?: number;
}

function crossentropy(target: Tensor, yPred: Tensor, fromLogits: boolean): Tensor {
  if (fromLogits) return sub(softplus(yPred), mul(target, yPred));
  const p = clipByValue(yPred, 1e-7, 1 - 1e-7);
  return neg(add(mul(target, log(p)), mul(sub(1, target), log(sub(1, p)))));
}

/**
 * Binary crossentropy of targets of 0 and 1, over all elements.
 *
 *     −mean(yTrue · log p + (1 − yTrue) · log(1 − p)),  p within [1e-7, 1 − 1e-7]
 *
 * Shapes: `yTrue` and `yPred` `[batch, …]`; weights `[batch]` or more of the same axes. Label smoothing makes targets
 * `yTrue · (1 − s) + s / 2`.
 *
 * @throws {RangeError} If labelSmoothing is outside [0, 1); from `update`, if the shapes differ.
 * @example
 * const metric = binaryCrossentropy();
 * metric.update(tensor2d([[0, 1], [0, 0]]), tensor2d([[0.6, 0.4], [0.4, 0.6]]));
 * metric.result(); // 0.81492
 */
export function binaryCrossentropy(options: CrossentropyOptions = {}): Metric {
  const { name = 'binaryCrossentropy', fromLogits = false, labelSmoothing = 0 } = options;
  fraction('binaryCrossentropy', { labelSmoothing });
  return mean(
    (yTrue, yPred) => {
      const target = add(mul(align(name, yTrue, yPred), 1 - labelSmoothing), labelSmoothing / 2);
      return crossentropy(target, yPred, fromLogits);
    },
    { name },
  );
}
