import { fraction } from '@tenonjs/internal';
import { minusLikelihood, smoothed } from './likelihood.js';
import type { LossWith } from './loss.js';
import { rowwise } from './rowwise.js';

export interface CategoricalCrossentropyOptions {
  /** Whether yPred is logits, before a softmax. Default false: it is probabilities. */
  readonly fromLogits?: boolean;
  /** Moves targets this far towards 1 / classes, in [0, 1). Default 0. */
  readonly labelSmoothing?: number;
  /** Where the classes are. Default −1, the last axis. */
  readonly axis?: number;
}

/**
 * Categorical crossentropy: minus the log-likelihood of target distributions, averaged over the positions of a sample.
 *
 *     −Σᵢ tᵢ log qᵢ            q = p / Σp, limited to [10⁻⁷, 1 − 10⁻⁷]; from logits z, q = softmax(z)
 *     t ← (1 − s) t + s / classes        label smoothing s
 *
 * Prefer logits: where q is limited its gradient is zero.
 *
 * @param yTrue - Target distributions (one-hot labels), `[batch, …, classes]`; no gradient flows to them.
 * @param yPred - Probabilities or logits, of the same shape.
 * @returns One loss per sample, `[batch]`.
 * @throws {RangeError} If the shapes differ, there is no such axis, or labelSmoothing is outside [0, 1).
 * @throws {TypeError} If yPred is not float32.
 * @example
 * categoricalCrossentropy(tensor2d([[0, 1, 0]]), tensor2d([[0.25, 0.5, 0.25]])); // [0.693147]
 * categoricalCrossentropy(tensor2d([[0, 1]]), tensor2d([[0, 0]]), { fromLogits: true }); // [0.693147]
 * @see Keras's `categorical_crossentropy`; Szegedy et al. 2016, https://arxiv.org/abs/1512.00567 (label smoothing).
 */
export const categoricalCrossentropy: LossWith<CategoricalCrossentropyOptions> = /* @__PURE__ */ rowwise(
  'categoricalCrossentropy',
  ({ fromLogits = false, labelSmoothing = 0, axis = -1 }: CategoricalCrossentropyOptions = {}) => {
    fraction('categoricalCrossentropy', { labelSmoothing });
    return { axes: [axis], compare: (t, p) => minusLikelihood(fromLogits, smoothed(t, labelSmoothing), p) };
  },
);
