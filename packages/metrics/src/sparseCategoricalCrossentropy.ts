import type { Metric } from '@tenonjs/contracts';
import { integer } from '@tenonjs/internal';
import {
  cast,
  equal,
  expandDims,
  mul,
  neg,
  notEqual,
  range,
  sum,
  type Tensor,
  where,
  zerosLike,
} from '@tensorflow/tfjs-core';
import { alignSparse } from './align.js';
import { logProbabilities } from './categoricalCrossentropy.js';
import { type MetricOptions, metric } from './metric.js';
import { expandWeights, meanOf, type Total, weighted } from './weighted.js';

export interface SparseCrossentropyOptions extends MetricOptions {
  /** Whether predictions are logits instead of probabilities; default false. */
  readonly fromLogits?: boolean;
  /** A class number, such as that of padding, whose targets do not count; default none. */
  readonly ignoreClass?: number | null;
}

/** The total crossentropy of a batch, without the targets of the ignored class. */
export function sparseTotal(
  who: string,
  options: SparseCrossentropyOptions,
  yTrue: Tensor,
  yPred: Tensor,
  weights?: Tensor,
): Total {
  const { fromLogits = false, ignoreClass = null } = options;
  const label = cast(alignSparse(who, yTrue, yPred), 'int32');
  const own = equal(expandDims(label, -1), range(0, yPred.shape[yPred.rank - 1]!, 1, 'int32'));
  const logs = logProbabilities(yPred, fromLogits, -1);
  const values = neg(sum(where(own, logs, zerosLike(logs)), -1));
  if (ignoreClass === null) return weighted(who, values, weights);
  const counts = cast(notEqual(label, ignoreClass), 'float32');
  return weighted(who, values, weights ? mul(counts, expandWeights(who, weights, values.shape)) : counts);
}

/**
 * Crossentropy of targets that are class numbers.
 *
 *     mean(−log p[yTrue])
 *
 * Shapes: `yTrue` `[batch, …]` or `[batch, …, 1]`; `yPred` `[batch, …, classes]`; weights `[batch]` or `[batch, …]`.
 * Probabilities are made to sum to 1 and to be at least 1e-7.
 *
 * @throws {RangeError} If ignoreClass is not an integer; from `update`, if there is not one target for each prediction.
 * @example
 * const metric = sparseCategoricalCrossentropy();
 * metric.update(tensor1d([1, 2], 'int32'), tensor2d([[0.05, 0.95, 0], [0.1, 0.8, 0.1]]));
 * metric.result(); // 1.17694
 */
export function sparseCategoricalCrossentropy(options: SparseCrossentropyOptions = {}): Metric {
  const { name = 'sparseCategoricalCrossentropy', ignoreClass = null } = options;
  if (ignoreClass !== null) integer('sparseCategoricalCrossentropy', { ignoreClass });
  return metric(name, {
    batch: (yTrue, yPred, weights) => sparseTotal(name, options, yTrue, yPred, weights),
    value: meanOf,
  });
}
