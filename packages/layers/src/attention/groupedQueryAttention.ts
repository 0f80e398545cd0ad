import { positiveInteger } from '@tenonjs/internal';
import type { Tensor } from '@tensorflow/tfjs-core';
import { type AttentionLayer, type HeadedAttentionOptions, headedAttention } from './headedAttention.js';

export interface GroupedQueryAttentionOptions extends HeadedAttentionOptions {
  /** The size of each head. */
  readonly headDim: number;
  /** The number of query heads. */
  readonly numQueryHeads: number;
  /** The number of key and value heads, each shared by a group of query heads. */
  readonly numKeyValueHeads: number;
}

/**
 * Attention of several heads that share keys and values in groups: a smaller cache, nearly the same quality. With one key
 * and value head it is multi-query attention, with as many as query heads `multiHeadAttention`.
 *
 *     headᵢ = softmax(qᵢ kⱼᵀ / √headDim) vⱼ,   j = ⌊i · numKeyValueHeads / numQueryHeads⌋
 *
 * Inputs, masks and output are `multiHeadAttention`'s. Weights: `queryKernel [features, numQueryHeads, headDim]`,
 * `keyKernel` and `valueKernel [features, numKeyValueHeads, headDim]`, `outputKernel [numQueryHeads, headDim, features]`,
 * and a bias for each.
 *
 * @throws {RangeError} If a size is not a positive integer, `numQueryHeads` no multiple of `numKeyValueHeads`, or `dropout`
 * outside [0, 1).
 * @example
 * const layer = groupedQueryAttention({ headDim: 4, numQueryHeads: 4, numKeyValueHeads: 2 });
 * const x = fill([1, 3, 8], 1);
 * layer.call([x, x]).shape; // [1, 3, 8]
 * @see Ainslie et al. 2023, https://arxiv.org/abs/2305.13245; https://keras.io/api/layers/attention_layers/group_query_attention/
 */
export function groupedQueryAttention(
  options: GroupedQueryAttentionOptions & { readonly returnAttentionScores: true },
): AttentionLayer<Tensor[]>;
export function groupedQueryAttention(options: GroupedQueryAttentionOptions): AttentionLayer;
export function groupedQueryAttention(options: GroupedQueryAttentionOptions): AttentionLayer<any> {
  const { headDim, numQueryHeads, numKeyValueHeads } = options;
  positiveInteger('groupedQueryAttention', { headDim, numQueryHeads, numKeyValueHeads });
  if (numQueryHeads % numKeyValueHeads !== 0) {
    throw new RangeError(
      `groupedQueryAttention: numQueryHeads must be a multiple of numKeyValueHeads, got ${numQueryHeads} and ${numKeyValueHeads}.`,
    );
  }
  return headedAttention('groupedQueryAttention', options, {
    heads: numQueryHeads,
    keyValueHeads: numKeyValueHeads,
    keyDim: headDim,
    valueDim: headDim,
  });
}
