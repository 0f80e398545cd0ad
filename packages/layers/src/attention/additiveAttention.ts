import type { Layer } from '@tenonjs/contracts';
import type { Tensor } from '@tensorflow/tfjs-core';
import { glorotUniform } from '../initializers/glorotUniform.js';
import { weight } from '../layer.js';
import { additiveScores, type SingleAttentionOptions, singleAttention } from './singleAttention.js';

export interface AdditiveAttentionOptions extends SingleAttentionOptions {
  /** Weighs the features by learned numbers; true by default. */
  readonly useScale?: boolean;
}

/**
 * Additive attention, Bahdanau's: queries and keys are compared by the tanh of their sum.
 *
 *     y = softmax(s) v        s[q, k] = Σ scale · tanh(q + k), over the features
 *
 * Takes `[query, value]` or `[query, value, key]`, `[batch, time, features]` each, and gives `[batch, queries, features of
 * value]`; the key is the value where absent. Masks come by `context.masks`; masked queries get zeros. Weight: `scale`,
 * `[features]`.
 *
 * @throws {RangeError} If `dropout` is outside [0, 1).
 * @example
 * additiveAttention({ useScale: false }).call([tensor3d([[[0]]]), tensor3d([[[1], [-1]]])]); // [[[0.642015]]]
 * @see Bahdanau, Cho & Bengio 2015, https://arxiv.org/abs/1409.0473; https://keras.io/api/layers/attention_layers/additive_attention/
 */
export function additiveAttention(options: AdditiveAttentionOptions = {}): Layer<Tensor[], any> {
  const { useScale = true } = options;
  return singleAttention(
    'additiveAttention',
    options,
    (features) => ({ scale: useScale && weight([features], glorotUniform()) }),
    (query, key, { scale }) => additiveScores(query, key, scale),
  );
}
