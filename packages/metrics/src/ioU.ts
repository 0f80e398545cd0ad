import type { Metric } from '@tenonjs/contracts';
import { integer, positiveInteger } from '@tenonjs/internal';
import {
  add,
  argMax,
  cast,
  eye,
  greater,
  mul,
  type Scalar,
  sub,
  sum,
  type Tensor,
  tensor1d,
} from '@tensorflow/tfjs-core';
import { type MetricOptions, metric } from './metric.js';
import { pairCounts } from './pairCounts.js';
import { ratio } from './weighted.js';

export interface MeanIoUOptions extends MetricOptions {
  readonly numClasses: number;
  /** A class number whose targets do not count; default none. */
  readonly ignoreClass?: number | null;
  /** Whether targets are class numbers, not one-hot; default true. */
  readonly sparseYTrue?: boolean;
  /** Whether predictions are class numbers, not scores of classes; default true. */
  readonly sparseYPred?: boolean;
  /** The axis of the classes where they are not numbers; default −1. */
  readonly axis?: number;
}

export interface IoUOptions extends MeanIoUOptions {
  /** The classes whose intersections over unions are averaged. */
  readonly targetClassIds: readonly number[];
}

/** The mean over some classes of M[i, i] / (Σⱼ M[i, j] + Σⱼ M[j, i] − M[i, i]), without those that never came. */
export function meanOverlap(pairs: Tensor, targetClassIds: readonly number[]): Scalar {
  const classes = pairs.shape[0]!;
  const chosen = tensor1d(Array.from({ length: classes }, (_, i) => (targetClassIds.includes(i) ? 1 : 0)));
  const intersection = sum(mul(pairs, eye(classes)), 1);
  const union = sub(add(sum(pairs, 0), sum(pairs, 1)), intersection);
  const counted = mul(chosen, cast(greater(union, 0), 'float32'));
  return ratio(sum(mul(ratio(intersection, union), counted)), sum(counted)) as Scalar;
}

export function checkClassIds(who: string, targetClassIds: readonly number[], numClasses: number): void {
  for (const id of targetClassIds) {
    if (!Number.isInteger(id) || id < 0 || id >= numClasses) {
      throw new RangeError(`${who}: targetClassIds must be in 0 … ${numClasses - 1}, got ${id}.`);
    }
  }
}

/** The metric under the name of the factory that was called; all classes where none are named. */
export function overlap(who: string, options: MeanIoUOptions & Partial<IoUOptions>): Metric {
  const { name = who, numClasses, sparseYTrue = true, sparseYPred = true, axis = -1, ignoreClass = null } = options;
  positiveInteger(who, { numClasses });
  integer(who, { axis, ...(ignoreClass !== null && { ignoreClass }) });
  const { targetClassIds = Array.from({ length: numClasses }, (_, i) => i) } = options;
  checkClassIds(who, targetClassIds, numClasses);
  const numbers = (x: Tensor, sparse: boolean): Tensor => (sparse ? x : argMax(x, axis));
  return metric<{ pairs: Tensor }>(name, {
    batch: (yTrue, yPred, weights) => ({
      pairs: pairCounts(name, options, numbers(yTrue, sparseYTrue), numbers(yPred, sparseYPred), weights),
    }),
    value: ({ pairs }) => meanOverlap(pairs, targetClassIds),
  });
}

/**
 * Intersection over union of given classes, averaged over those of them that came as target or prediction.
 *
 *     tp / (tp + fp + fn)
 *
 * Shapes: `yTrue` and `yPred` class numbers `[batch, …]`, or `[batch, …, classes]` where `sparseYTrue` or `sparseYPred` is
 * false; weights `[batch]` or `[batch, …]`, such as one for each pixel.
 *
 * @throws {RangeError} If numClasses is not a positive integer or a class is not among them; from `update`, if the shapes
 *   do not fit.
 * @example
 * const metric = ioU({ numClasses: 2, targetClassIds: [0] });
 * metric.update(tensor1d([0, 0, 1, 1]), tensor1d([0, 1, 0, 1]));
 * metric.result(); // 0.33333
 */
export function ioU(options: IoUOptions): Metric {
  return overlap('ioU', options);
}
