import { positiveInteger } from '@tenonjs/internal';
import type { Tensor } from '@tensorflow/tfjs-core';
import { type AttentionLayer, type HeadedAttentionOptions, headedAttention } from './headedAttention.js';

export interface MultiHeadAttentionOptions extends HeadedAttentionOptions {
  /** The number of heads. */
  readonly numHeads: number;
  /** The size of each head's query and key. */
  readonly keyDim: number;
  /** The size of each head's value; `keyDim` by default. */
  readonly valueDim?: number;
  /** The features of the output; the query's by default. */
  readonly outputShape?: number | readonly number[];
}

/**
 * Attention of several heads: each query looks at all keys and takes a mean of their values, weighed by how well query and
 * key agree; every head has a view of its own.
 *
 *     head = softmax(q kᵀ / √keyDim) v,   q = query·queryKernel + queryBias, k and v likewise
 *     y = [head₁ … headₕ] · outputKernel + outputBias
 *
 * Takes `[query, value]` or `[query, value, key]`, `[batch, time, features]` each; value is the key where none is given,
 * `[x, x]` is self-attention. Gives `[batch, queryTime, outputShape]`, with `returnAttentionScores` the probabilities too,
 * `[batch, heads, queryTime, keyTime]`. Weights: `queryKernel [features, heads, keyDim]`, `queryBias [heads, keyDim]`, the
 * same for key, `valueKernel`, `valueBias` with valueDim, `outputKernel [heads, valueDim, outputShape]`, `outputBias`.
 *
 * Masks come by context, one an input: `[batch, time]`; the value's may say for each query which keys count,
 * `[batch, queryTime, keyTime]`. A query that may see nothing gets `outputBias`.
 *
 * @throws {RangeError} If a size is not a positive integer, or `dropout` outside [0, 1).
 * @example
 * const layer = multiHeadAttention({ numHeads: 2, keyDim: 4 });
 * const x = fill([1, 3, 8], 1);
 * layer.call([x, x]).shape; // [1, 3, 8]
 * @see Vaswani et al. 2017, https://arxiv.org/abs/1706.03762; https://keras.io/api/layers/attention_layers/multi_head_attention/
 */
export function multiHeadAttention(
  options: MultiHeadAttentionOptions & { readonly returnAttentionScores: true },
): AttentionLayer<Tensor[]>;
export function multiHeadAttention(options: MultiHeadAttentionOptions): AttentionLayer;
export function multiHeadAttention(options: MultiHeadAttentionOptions): AttentionLayer<any> {
  const { numHeads, keyDim, valueDim = keyDim, outputShape } = options;
  const sizes = outputShape === undefined ? undefined : [outputShape].flat();
  positiveInteger('multiHeadAttention', { numHeads, keyDim, valueDim });
  for (const size of sizes ?? []) positiveInteger('multiHeadAttention', { outputShape: size });
  return headedAttention('multiHeadAttention', options, {
    heads: numHeads,
    keyValueHeads: numHeads,
    keyDim,
    valueDim,
    outputShape: sizes,
  });
}
