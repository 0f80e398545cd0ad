import type { Metric } from '@tenonjs/contracts';
import type { Tensor } from '@tensorflow/tfjs-core';
import { binaryMatches } from './binaryAccuracy.js';
import { categoricalMatches } from './categoricalAccuracy.js';
import { mean } from './mean.js';
import type { MetricOptions } from './metric.js';
import { sparseMatches } from './sparseCategoricalAccuracy.js';

function matches(who: string, yTrue: Tensor, yPred: Tensor): Tensor {
  const last = (x: Tensor): number => x.shape[x.rank - 1]!;
  if (yPred.rank < 2 || last(yPred) === 1) return binaryMatches(who, yTrue, yPred);
  return yTrue.rank < yPred.rank || last(yTrue) === 1
    ? sparseMatches(who, yTrue, yPred)
    : categoricalMatches(who, yTrue, yPred);
}

/**
 * How often predictions are right: the accuracy that suits the shapes, as `'accuracy'` does in Keras.
 *
 * | `yPred` | `yTrue` | as |
 * | --- | --- | --- |
 * | `[batch]` or `[batch, …, 1]` | the same | `binaryAccuracy` |
 * | `[batch, …, classes]` | `[batch, …]` or `[batch, …, 1]` | `sparseCategoricalAccuracy` |
 * | `[batch, …, classes]` | the same | `categoricalAccuracy` |
 *
 * Several yes-or-no labels a sample look like one-hot targets: use `binaryAccuracy` for them.
 *
 * @throws {RangeError} From `update`, if the shapes fit none of these.
 * @example
 * const metric = accuracy();
 * metric.update(tensor1d([2, 0], 'int32'), tensor2d([[0.1, 0.2, 0.7], [0.3, 0.6, 0.1]]));
 * metric.result(); // 0.5
 */
export function accuracy({ name = 'accuracy' }: MetricOptions = {}): Metric {
  return mean((yTrue, yPred) => matches(name, yTrue, yPred), { name });
}
