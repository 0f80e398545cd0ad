import type { Metric } from '@tenonjs/contracts';
import type { Tensor } from '@tensorflow/tfjs-core';
import { type MetricOptions, metric } from './metric.js';
import { meanOf, weighted } from './weighted.js';

/** Gives a value for each sample, `[batch]`, or for each step, `[batch, time]`: any loss is one. */
export interface ValueFunction {
  (yTrue: Tensor, yPred: Tensor): Tensor;
  readonly type?: string;
}

/** The values of `f`, which must begin with the batch axis. */
export function valuesOf(who: string, f: ValueFunction, yTrue: Tensor, yPred: Tensor): Tensor {
  const values = f(yTrue, yPred);
  if (values.rank === 0 || values.shape[0] !== yPred.shape[0]) {
    throw new RangeError(
      `${who}: the function must give a value for each of the ${yPred.shape[0]} samples, got shape [${values.shape.join(', ')}].`,
    );
  }
  return values;
}

/** The predictions themselves. */
export const prediction = (_: Tensor, yPred: Tensor): Tensor => yPred;

/**
 * The weighted mean of what a function gives for each sample: any loss as a metric.
 *
 *     Σ w·f(yTrue, yPred) / Σ w
 *
 * Unlike a mean of batch means it does not depend on how the data is cut into batches. Sums are float32 and added
 * pairwise, so that the rounding error grows with the logarithm of the number of batches.
 *
 * @param f - A value for each sample `[batch]`, or for each element `[batch, …]`; the predictions themselves where
 *   absent, to average a number of one's own.
 * @param options - `name` is `f.type` where absent, or `'mean'`.
 * @throws {RangeError} From `update`, if `f` does not give a value for each sample, or the weights do not fit its values.
 * @example
 * const absolute = mean((yTrue, yPred) => abs(sub(yPred, yTrue)), { name: 'absolute' });
 * absolute.update(tensor1d([0, 0]), tensor1d([1, -3]));
 * absolute.update(tensor1d([0]), tensor1d([5]));
 * absolute.result(); // 3
 */
export function mean(f: ValueFunction = prediction, { name = f.type ?? 'mean' }: MetricOptions = {}): Metric {
  return metric(name, {
    batch: (yTrue, yPred, weights) => weighted(name, valuesOf(name, f, yTrue, yPred), weights),
    value: meanOf,
  });
}
