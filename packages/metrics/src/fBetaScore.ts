import { finite, oneOf, positive } from '@tenonjs/internal';
import {
  add,
  argMax,
  cast,
  equal,
  expandDims,
  greater,
  mean,
  mul,
  onesLike,
  range,
  reshape,
  type Scalar,
  sum,
  type Tensor,
  type Tensor1D,
  tensor1d,
} from '@tensorflow/tfjs-core';
import { align } from './align.js';
import { type Accumulator, type MetricOptions, metric } from './metric.js';
import { expandWeights, ratio } from './weighted.js';

/**
 * `'macro'`: the mean over the classes; `'micro'`: all classes counted as one; `'weighted'`: the mean weighed by how often
 * each class is the target; null: a value for each class.
 */
export type Average = 'macro' | 'micro' | 'weighted' | null;

export interface FScoreOptions<A extends Average = 'macro'> extends MetricOptions {
  /** Default `'macro'`. Keras's default is null, `[classes]`, which logs cannot hold. */
  readonly average?: A;
  /** A prediction above it is positive. Default null: the likeliest class of each sample; of a single class, 0.5. */
  readonly threshold?: number | null;
}

export interface FBetaScoreOptions<A extends Average = 'macro'> extends FScoreOptions<A> {
  /** How many times as much recall counts as precision; default 1. */
  readonly beta?: number;
}

/** Whose result is a scalar, or `[classes]` where nothing is averaged. */
export type FScoreMetric<A extends Average> = Accumulator<A extends null ? Tensor1D : Scalar>;

/** Class numbers `[…]` as 0 and 1, `[…, classes]`. */
const oneHot = (label: Tensor, classes: number): Tensor =>
  cast(equal(expandDims(cast(label, 'int32'), -1), range(0, classes, 1, 'int32')), 'float32');

/** The weight, for each class, of what is a hit, what is predicted and what is the target: `[classes]` each. */
function count(who: string, threshold: number | null, yTrue: Tensor, yPred: Tensor, weights?: Tensor) {
  const classes = yPred.rank > 1 ? yPred.shape[yPred.rank - 1]! : 1;
  const sparse = classes > 1 && yTrue.shape.join() === yPred.shape.slice(0, -1).join();
  const target = sparse ? oneHot(yTrue, classes) : cast(align(who, yTrue, yPred), 'float32');
  const predicted =
    threshold === null && classes > 1
      ? oneHot(argMax(yPred, -1), classes)
      : cast(greater(yPred, threshold ?? 0.5), 'float32');
  const each = weights ? mul(onesLike(target), expandWeights(who, weights, yPred.shape)) : onesLike(target);
  const perClass = (x: Tensor): Tensor => sum(reshape(mul(x, each), [-1, classes]), 0);
  return { hits: perClass(mul(target, predicted)), predicted: perClass(predicted), actual: perClass(target) };
}

/**
 * F-beta score: the weighted harmonic mean of precision and recall; 0 where there are no hits.
 *
 *     F = (1 + β²) · precision · recall / (β² · precision + recall) = (1 + β²) · tp / (β² · actual + predicted)
 *
 * Shapes: `yPred` `[batch, …, classes]`, or `[batch]` for one class; `yTrue` the same, 0 and 1, or class numbers
 * `[batch, …]`; weights `[batch]` or `[batch, …]`.
 *
 * @throws {RangeError} If an option is unknown, beta is not positive or the threshold not a number; from `update`, if the
 *   shapes do not fit.
 * @example
 * const metric = fBetaScore({ beta: 2, threshold: 0.5 });
 * metric.update(tensor2d([[1, 1, 1], [1, 0, 0], [1, 1, 0]]), tensor2d([[0.2, 0.6, 0.7], [0.2, 0.6, 0.6], [0.6, 0.8, 0]]));
 * metric.result(); // 0.70901
 * @see van Rijsbergen 1979, "Information Retrieval", chapter 7.
 */
export function fBetaScore<A extends Average = 'macro'>(options: FBetaScoreOptions<A> = {}): FScoreMetric<A> {
  return fScore('fBetaScore', options);
}

/** The metric under the name of the factory that was called. */
export function fScore<A extends Average>(who: string, options: FBetaScoreOptions<A>): FScoreMetric<A> {
  const { name = who, beta = 1, threshold = null } = options;
  const average: Average = options.average === undefined ? 'macro' : options.average;
  positive(who, { beta });
  oneOf(who, { average }, ['macro', 'micro', 'weighted', null]);
  if (threshold !== null) finite(who, { threshold });
  const f = (hits: Tensor, predicted: Tensor, actual: Tensor): Tensor =>
    ratio(mul(hits, 1 + beta ** 2), add(mul(actual, beta ** 2), predicted));
  return metric<ReturnType<typeof count>, Tensor>(name, {
    batch: (...batch) => count(name, threshold, ...batch),
    value: ({ hits, predicted, actual }) => {
      if (average === 'micro') return f(sum(hits), sum(predicted), sum(actual));
      const scores = f(hits, predicted, actual);
      if (average === null) return scores;
      return average === 'macro' ? mean(scores) : ratio(sum(mul(scores, actual)), sum(actual));
    },
    ...(average === null && { empty: () => tensor1d([]) }),
  }) as FScoreMetric<A>;
}
