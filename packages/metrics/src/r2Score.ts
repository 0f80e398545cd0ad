import { oneOf } from '@tenonjs/internal';
import {
  add,
  cast,
  divNoNan,
  greater,
  mean,
  mul,
  type Scalar,
  squaredDifference,
  sub,
  sum,
  type Tensor,
  type Tensor1D,
  tensor1d,
} from '@tensorflow/tfjs-core';
import { type Accumulator, type MetricOptions, metric } from './metric.js';
import { type Moments, mergeMoments, momentsOf, rowsOf, unpack } from './moments.js';

/**
 * `'uniformAverage'`: the mean over the outputs; `'varianceWeightedAverage'`: weighed by the variance of their targets;
 * null: a value for each output.
 */
export type OutputAggregation = 'uniformAverage' | 'varianceWeightedAverage' | null;

export interface R2ScoreOptions<A extends OutputAggregation = 'uniformAverage'> extends MetricOptions {
  /** Default `'uniformAverage'`. */
  readonly classAggregation?: A;
  /** How many features the model regresses on, for the adjusted R²; default 0, the standard one. */
  readonly numRegressors?: number;
}

/**
 * Coefficient of determination: the part of the targets' variance that predictions explain; 0 where targets do not vary.
 *
 *     R² = 1 − Σ (t − p)² / Σ (t − t̄)²        adjusted: 1 − (1 − R²)(n − 1) / (n − k − 1)
 *
 * Shapes: `yTrue` and `yPred` `[batch]` or `[batch, …, outputs]`; weights `[batch]` or `[batch, …]`. With weights n is their
 * sum. Targets' means may be large: sums are taken about them.
 *
 * @throws {RangeError} If an aggregation is unknown or numRegressors is not a non-negative integer; from `update`, if the
 *   shapes differ.
 * @example
 * const metric = r2Score();
 * metric.update(tensor1d([1, 4, 3]), tensor1d([2, 4, 4]));
 * metric.result(); // 0.57143
 */
export function r2Score<A extends OutputAggregation = 'uniformAverage'>(
  options: R2ScoreOptions<A> = {},
): Accumulator<A extends null ? Tensor1D : Scalar> {
  const { name = 'r2Score', numRegressors = 0 } = options;
  const { classAggregation = 'uniformAverage' as OutputAggregation } = options;
  oneOf('r2Score', { classAggregation }, ['uniformAverage', 'varianceWeightedAverage', null]);
  if (!Number.isInteger(numRegressors) || numRegressors < 0) {
    throw new RangeError(`r2Score: numRegressors must be a non-negative integer, got ${numRegressors}.`);
  }
  const aggregate = (scores: Tensor, variance: Tensor): Tensor => {
    if (classAggregation === null) return scores;
    return classAggregation === 'uniformAverage' ? mean(scores) : divNoNan(sum(mul(scores, variance)), sum(variance));
  };
  return metric<Moments & { error: Tensor }, Tensor>(name, {
    batch: (...batch) => {
      const [yTrue, yPred, weights] = rowsOf(name, ...batch);
      const error = sum(mul(squaredDifference(yTrue, yPred), weights), 0);
      return { ...momentsOf(yTrue, yPred, weights), error };
    },
    merge: (a, b) => ({ ...mergeMoments(a, b), error: add(a.error, b.error) }),
    value: ({ error, ...moments }) => {
      const { weight, target } = unpack(moments as Moments);
      const r2 = aggregate(sub(cast(greater(target, 0), 'float32'), divNoNan(error, target)), target);
      if (numRegressors === 0) return r2;
      return sub(1, mul(sub(1, r2), divNoNan(sub(weight, 1), sub(weight, numRegressors + 1))));
    },
    ...(classAggregation === null && { empty: () => tensor1d([]) }),
  }) as Accumulator<A extends null ? Tensor1D : Scalar>;
}
