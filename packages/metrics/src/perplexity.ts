import type { Metric } from '@tenonjs/contracts';
import { integer } from '@tenonjs/internal';
import { exp, type Scalar } from '@tensorflow/tfjs-core';
import { metric } from './metric.js';
import { type SparseCrossentropyOptions, sparseTotal } from './sparseCategoricalCrossentropy.js';
import { meanOf } from './weighted.js';

/**
 * Perplexity of a language model: between how many tokens it hesitates.
 *
 *     exp(mean(−log p[yTrue]))  over all tokens of all batches
 *
 * Shapes: `yTrue` `[batch, time]`, token numbers; `yPred` `[batch, time, tokens]`; weights `[batch]` or `[batch, time]`.
 * The value of no batches is 1, of a certain model.
 *
 * @throws {RangeError} If ignoreClass is not an integer; from `update`, if there is not one target for each prediction.
 * @example
 * const metric = perplexity({ ignoreClass: 0 });
 * metric.update(tensor2d([[1, 2, 0]]), tensor3d([[[0.2, 0.5, 0.3], [0.25, 0.25, 0.5], [0.4, 0.3, 0.3]]]));
 * metric.result(); // 2
 * @see Jelinek et al. 1977, "Perplexity—a measure of the difficulty of speech recognition tasks". KerasHub calls
 * `ignoreClass` `mask_token_id`.
 */
export function perplexity(options: SparseCrossentropyOptions = {}): Metric {
  const { name = 'perplexity', ignoreClass = null } = options;
  if (ignoreClass !== null) integer('perplexity', { ignoreClass });
  return metric(name, {
    batch: (yTrue, yPred, weights) => sparseTotal(name, options, yTrue, yPred, weights),
    value: (total) => exp(meanOf(total)) as Scalar,
    empty: () => exp(0) as Scalar,
  });
}
