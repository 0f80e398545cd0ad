import type { Metric } from '@tenonjs/contracts';
import { add, divNoNan, mul } from '@tensorflow/tfjs-core';
import { type CorrelationOptions, correlation } from './correlation.js';
import { unpack } from './moments.js';

/**
 * Lin's concordance correlation, in [−1, 1]: how close predictions are to targets, not only how well they move along.
 *
 *     2 Σ (t − t̄)(p − p̄) / (Σ (t − t̄)² + Σ (p − p̄)² + n(t̄ − p̄)²)
 *
 * Shapes: `yTrue` and `yPred` `[batch]` or `[batch, …, features]`; weights `[batch]` or `[batch, …]`.
 *
 * @throws {RangeError} If the axis is neither 0 nor −1; from `update`, if the shapes differ.
 * @example
 * const metric = concordanceCorrelation();
 * metric.update(tensor1d([1, 2, 3]), tensor1d([2, 4, 7]));
 * metric.result(); // 0.32258
 * @see Lin 1989, https://doi.org/10.2307/2532051. As there, it is over the samples; Keras's default is each sample's own,
 * over its features, which `axis: -1` gives.
 */
export function concordanceCorrelation(options: CorrelationOptions = {}): Metric {
  return correlation('concordanceCorrelation', options, (moments) => {
    const { target, prediction, joint, shift } = unpack(moments);
    return divNoNan(mul(joint, 2), add(add(target, prediction), shift));
  });
}
