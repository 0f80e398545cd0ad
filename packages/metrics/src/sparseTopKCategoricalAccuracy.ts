import type { Metric } from '@tenonjs/contracts';
import { positiveInteger } from '@tenonjs/internal';
import { alignSparse } from './align.js';
import { mean } from './mean.js';
import { inTopK, type TopKOptions } from './topKCategoricalAccuracy.js';

/**
 * How often the class whose number the target is, is among the k likeliest; classes as likely as the k-th count too.
 *
 * Shapes: `yTrue` `[batch, …]` or `[batch, …, 1]`; `yPred` `[batch, …, classes]`, probabilities or logits; weights
 * `[batch]` or `[batch, …]`.
 *
 * @throws {RangeError} If k is not a positive integer; from `update`, if there is not one target for each prediction.
 * @example
 * const metric = sparseTopKCategoricalAccuracy({ k: 2 });
 * metric.update(tensor1d([2, 1], 'int32'), tensor2d([[0.1, 0.7, 0.2], [0.5, 0.1, 0.4]]));
 * metric.result(); // 0.5
 */
export function sparseTopKCategoricalAccuracy({
  name = 'sparseTopKCategoricalAccuracy',
  k = 5,
}: TopKOptions = {}): Metric {
  positiveInteger('sparseTopKCategoricalAccuracy', { k });
  return mean((yTrue, yPred) => inTopK(alignSparse(name, yTrue, yPred), yPred, k), { name });
}
