import type { Metric } from '@tenonjs/contracts';
import { positiveInteger, sameShape } from '@tenonjs/internal';
import {
  argMax,
  cast,
  equal,
  expandDims,
  greater,
  lessEqual,
  max,
  range,
  sum,
  type Tensor,
  where,
} from '@tensorflow/tfjs-core';
import { mean } from './mean.js';
import type { MetricOptions } from './metric.js';

export interface TopKOptions extends MetricOptions {
  /** How many of the likeliest classes count as right; default 5. */
  readonly k?: number;
}

/** Whether fewer than k classes are likelier than class `label`, `[…]`, in `yPred`, `[…, classes]`. */
export function inTopK(label: Tensor, yPred: Tensor, k: number): Tensor {
  const classes = yPred.shape[yPred.rank - 1]!;
  const own = equal(expandDims(cast(label, 'int32'), -1), range(0, classes, 1, 'int32'));
  const score = max(where(own, yPred, Number.NEGATIVE_INFINITY), -1, true);
  // Counting those that are not likelier makes a NaN wrong, as it should be.
  return greater(sum(lessEqual(yPred, score), -1), Math.max(classes - k, 0));
}

/**
 * How often the class of the one-hot target is among the k likeliest; classes as likely as the k-th count too.
 *
 * Shapes: `yTrue` and `yPred` `[batch, …, classes]`, probabilities or logits; weights `[batch]` or `[batch, …]`.
 *
 * @throws {RangeError} If k is not a positive integer; from `update`, if the shapes differ.
 * @example
 * const metric = topKCategoricalAccuracy({ k: 2 });
 * metric.update(tensor2d([[0, 0, 1], [0, 1, 0]]), tensor2d([[0.1, 0.7, 0.2], [0.5, 0.1, 0.4]]));
 * metric.result(); // 0.5
 */
export function topKCategoricalAccuracy({ name = 'topKCategoricalAccuracy', k = 5 }: TopKOptions = {}): Metric {
  positiveInteger('topKCategoricalAccuracy', { k });
  return mean(
    (yTrue, yPred) => {
      sameShape(name, yTrue, yPred);
      return inTopK(argMax(yTrue, -1), yPred, k);
    },
    { name },
  );
}
