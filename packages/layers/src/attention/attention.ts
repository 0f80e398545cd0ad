import type { Layer } from '@tenonjs/contracts';
import { oneOf } from '@tenonjs/internal';
import type { Tensor } from '@tensorflow/tfjs-core';
import { ones } from '../initializers/ones.js';
import { weight } from '../layer.js';
import { additiveScores, product, type SingleAttentionOptions, singleAttention, times } from './singleAttention.js';

export interface AttentionOptions extends SingleAttentionOptions {
  /** Multiplies the scores by a learned number; false by default. */
  readonly useScale?: boolean;
  /** How a query and a key are compared: by their product, `'dot'`, the default, or `'concat'`, by the tanh of their sum. */
  readonly scoreMode?: 'dot' | 'concat';
}

/**
 * Dot-product attention: for each query a mean of the values, weighed by how its product with the keys compares.
 *
 *     y = softmax(scale · q kᵀ) v        'concat': the scores are w Σ tanh(scale · (q + k))
 *
 * Takes `[query, value]` or `[query, value, key]`, `[batch, time, features]` each, and gives `[batch, queries, features of
 * value]`; the key is the value where absent. Masks come by `context.masks`; masked queries get zeros. Weights: `scale`, a
 * number, with `useScale`; `concatScoreWeight`, a number, with `'concat'`.
 *
 * @throws {RangeError} If an option is not one of those named, or `dropout` is outside [0, 1).
 * @example
 * attention().call([tensor3d([[[1, 0]]]), tensor3d([[[1, 0], [0, 1]]])]); // [[[0.731059, 0.268941]]]
 * @see Luong et al. 2015, https://arxiv.org/abs/1508.04025; https://keras.io/api/layers/attention_layers/attention/
 */
export function attention(options: AttentionOptions = {}): Layer<Tensor[], any> {
  const { useScale = false, scoreMode = 'dot' } = options;
  oneOf('attention', { scoreMode }, ['dot', 'concat']);
  return singleAttention(
    'attention',
    options,
    () => ({
      scale: useScale && weight([], ones()),
      concatScoreWeight: scoreMode === 'concat' && weight([], ones()),
    }),
    (query, key, { scale, concatScoreWeight }) =>
      scoreMode === 'dot'
        ? times(product(query, key, true), scale)
        : times(additiveScores(times(query, scale), times(key, scale)), concatScoreWeight),
  );
}
