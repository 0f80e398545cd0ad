import type { Metric } from '@tenonjs/contracts';
import { finite } from '@tenonjs/internal';
import { greater, type Tensor } from '@tensorflow/tfjs-core';
import { align } from './align.js';
import { checkClassIds, meanOverlap } from './ioU.js';
import { type MetricOptions, metric } from './metric.js';
import { pairCounts } from './pairCounts.js';

export interface BinaryIoUOptions extends MetricOptions {
  /** The classes whose intersections over unions are averaged; default `[0, 1]`, both. */
  readonly targetClassIds?: readonly number[];
  /** A prediction above it is class 1; default 0.5. */
  readonly threshold?: number;
}

/**
 * Intersection over union of two classes, from predictions of the second.
 *
 *     tp / (tp + fp + fn), averaged over the classes
 *
 * Shapes: `yTrue` and `yPred` `[batch, …]`, targets of 0 and 1; weights `[batch]` or more of the same axes.
 *
 * @throws {RangeError} If a class is neither 0 nor 1 or the threshold not a number; from `update`, if the shapes differ.
 * @example
 * const metric = binaryIoU({ threshold: 0.3 });
 * metric.update(tensor1d([0, 1, 0, 1]), tensor1d([0.1, 0.2, 0.4, 0.7]));
 * metric.result(); // 0.33333
 */
export function binaryIoU(options: BinaryIoUOptions = {}): Metric {
  const { name = 'binaryIoU', targetClassIds = [0, 1], threshold = 0.5 } = options;
  checkClassIds('binaryIoU', targetClassIds, 2);
  finite('binaryIoU', { threshold });
  return metric<{ pairs: Tensor }>(name, {
    batch: (yTrue, yPred, weights) => ({
      pairs: pairCounts(name, { numClasses: 2 }, align(name, yTrue, yPred), greater(yPred, threshold), weights),
    }),
    value: ({ pairs }) => meanOverlap(pairs, targetClassIds),
  });
}
