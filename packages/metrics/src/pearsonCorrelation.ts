import type { Metric } from '@tenonjs/contracts';
import { divNoNan, mul, sqrt } from '@tensorflow/tfjs-core';
import { type CorrelationOptions, correlation } from './correlation.js';
import { unpack } from './moments.js';

/**
 * Pearson's correlation of predictions with targets, in [−1, 1]; 0 where one of them does not vary.
 *
 *     r = Σ (t − t̄)(p − p̄) / √(Σ (t − t̄)² · Σ (p − p̄)²)
 *
 * Shapes: `yTrue` and `yPred` `[batch]` or `[batch, …, features]`; weights `[batch]` or `[batch, …]`.
 *
 * @throws {RangeError} If the axis is neither 0 nor −1; from `update`, if the shapes differ.
 * @example
 * const metric = pearsonCorrelation();
 * metric.update(tensor1d([1, 2, 3]), tensor1d([2, 4, 7]));
 * metric.result(); // 0.99339
 * @see Pearson 1895, https://doi.org/10.1098/rspl.1895.0041. As there, it is over the samples; Keras's default is each
 * sample's own, over its features, which `axis: -1` gives.
 */
export function pearsonCorrelation(options: CorrelationOptions = {}): Metric {
  return correlation('pearsonCorrelation', options, (moments) => {
    const { target, prediction, joint } = unpack(moments);
    return divNoNan(joint, mul(sqrt(target), sqrt(prediction)));
  });
}
