import { finite, positiveInteger } from '@tenonjs/internal';
import {
  greaterEqual,
  reshape,
  type Scalar,
  slice,
  type Tensor,
  type Tensor1D,
  topk,
  where,
  zeros,
} from '@tensorflow/tfjs-core';
import { type Confusion, confusionOf, countsAbove, splitWeights } from './confusion.js';
import { type Accumulator, type MetricOptions, metric } from './metric.js';

/** One threshold, or several for a value each. */
export type Thresholds = number | readonly number[];

export interface ThresholdOptions<T extends Thresholds = number> extends MetricOptions {
  /** A prediction above it is positive; default 0.5. Several give a value each. */
  readonly thresholds?: T;
}

/** Whose result is a scalar for one threshold, `[thresholds]` for several. */
export type ThresholdMetric<T extends Thresholds> = Accumulator<T extends number ? Scalar : Tensor1D>;

/** Which of the predictions `[batch, …, classes]` are looked at. */
export interface ClassOptions {
  /** Only this class counts; default all. */
  readonly classId?: number;
  /** Only the k likeliest classes of a sample are positive, whatever their score unless thresholds are given. */
  readonly topK?: number;
}

/** `size` entries of the last axis. */
function lastAxis(x: Tensor, begin: number, size: number): Tensor {
  const shape = x.shape.slice(0, -1);
  return slice(x, [...shape.map(() => 0), begin], [...shape, size]);
}

export function checkClassOptions(who: string, { classId = 0, topK = 1 }: ClassOptions): void {
  positiveInteger(who, { topK });
  if (!Number.isInteger(classId) || classId < 0) {
    throw new RangeError(`${who}: classId must be a non-negative integer, got ${classId}.`);
  }
}

/** The counts of one batch, `[1, 2, thresholds + 1]`, over all elements or those of one class. */
export function batchCounts(
  who: string,
  { classId, topK }: ClassOptions,
  thresholds: readonly number[],
  yTrue: Tensor,
  yPred: Tensor,
  weights?: Tensor,
): Tensor {
  const classes = yPred.shape[yPred.rank - 1]!;
  if (classId !== undefined && classId >= classes) {
    throw new RangeError(`${who}: classId must be less than the ${classes} classes of yPred, got ${classId}.`);
  }
  const [positives, negatives] = splitWeights(who, yTrue, yPred, weights);
  let scores = yPred;
  if (topK !== undefined && topK < classes) {
    const least = lastAxis(topk(yPred, topK).values, topK - 1, 1);
    scores = where(greaterEqual(yPred, least), yPred, Number.NEGATIVE_INFINITY);
  }
  const flat = (x: Tensor): Tensor => reshape(classId === undefined ? x : lastAxis(x, classId, 1), [1, -1]);
  return countsAbove(flat(positives), flat(negatives), flat(scores), thresholds);
}

/** A metric that is a function of the four counts at thresholds that the caller gives. */
export function thresholdMetric<T extends Thresholds>(
  who: string,
  options: ThresholdOptions<T> & ClassOptions,
  value: (confusion: Confusion) => Tensor,
): ThresholdMetric<T> {
  const { name = who, thresholds, topK } = options;
  checkClassOptions(who, options);
  const given: Thresholds = thresholds ?? (topK === undefined ? 0.5 : Number.NEGATIVE_INFINITY);
  const list = typeof given === 'number' ? [given] : given;
  if (thresholds !== undefined) for (const threshold of list) finite(who, { thresholds: threshold });
  const shape = typeof given === 'number' ? [] : [list.length];
  return metric<{ counts: Tensor }, Tensor>(name, {
    batch: (...batch) => ({ counts: batchCounts(name, options, list, ...batch) }),
    value: ({ counts }) => reshape(value(confusionOf(counts)), shape),
    empty: () => zeros(shape),
  }) as ThresholdMetric<T>;
}
