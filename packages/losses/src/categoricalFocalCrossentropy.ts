import { finite, fraction, nonNegative } from '@tenonjs/internal';
import { maximum, mul, pow, sub } from '@tensorflow/tfjs-core';
import { EPSILON } from './clip.js';
import { type Likelihood, minusLikelihood, smoothed } from './likelihood.js';
import type { LossWith } from './loss.js';
import { rowwise } from './rowwise.js';

export interface CategoricalFocalCrossentropyOptions {
  /** Weight of the whole. Default 0.25. */
  readonly alpha?: number;
  /** How strongly easy classes are played down; 0 gives alpha times categoricalCrossentropy. Default 2. */
  readonly gamma?: number;
  /** Whether yPred is logits, before a softmax. Default false: it is probabilities. */
  readonly fromLogits?: boolean;
  /** Moves targets this far towards 1 / classes, in [0, 1). Default 0. */
  readonly labelSmoothing?: number;
  /** Where the classes are. Default −1, the last axis. */
  readonly axis?: number;
}

/**
 * Categorical focal crossentropy: categorical crossentropy that plays down what is classified well already.
 *
 *     −Σᵢ α (1 − qᵢ)ᵞ tᵢ log qᵢ            q = p / Σp, limited to [10⁻⁷, 1 − 10⁻⁷]; from logits z, q = softmax(z)
 *
 * Logits are not limited as Keras does, so that gradients never vanish where the prediction is most wrong.
 *
 * @param yTrue - Target distributions (one-hot labels), `[batch, …, classes]`; no gradient flows to them.
 * @param yPred - Probabilities or logits, of the same shape.
 * @returns One loss per sample, `[batch]`: the mean over its positions.
 * @throws {RangeError} If the shapes differ, there is no such axis, alpha is not finite, gamma is negative, or labelSmoothing
 *   is outside [0, 1).
 * @throws {TypeError} If yPred is not float32.
 * @example
 * categoricalFocalCrossentropy(tensor2d([[0, 1]]), tensor2d([[0.5, 0.5]])); // [0.043322]
 * @see Lin et al. 2017, https://arxiv.org/abs/1708.02002; Keras's `categorical_focal_crossentropy`.
 */
export const categoricalFocalCrossentropy: LossWith<CategoricalFocalCrossentropyOptions> = /* @__PURE__ */ rowwise(
  'categoricalFocalCrossentropy',
  (options: CategoricalFocalCrossentropyOptions = {}) => {
    const { alpha = 0.25, gamma = 2, fromLogits = false, labelSmoothing = 0, axis = -1 } = options;
    finite('categoricalFocalCrossentropy', { alpha });
    nonNegative('categoricalFocalCrossentropy', { gamma });
    fraction('categoricalFocalCrossentropy', { labelSmoothing });
    const v = focal(alpha, gamma);
    return { axes: [axis], compare: (t, p) => minusLikelihood(fromLogits, smoothed(t, labelSmoothing), p, v) };
  },
);

/** v = α t (1 − q)ᵞ log q, so q v′ = α t (1 − q)ᵞ − α t γ (1 − q)ᵞ⁻¹ q log q. */
const focal = (alpha: number, gamma: number): Likelihood => ({
  value: (t, q, logq) => mul(mul(t, alpha), mul(pow(sub(1, q), gamma), logq)),
  slope: (t, q, logq) => {
    const u = sub(1, q);
    // For γ < 1 the power is infinite at q = 1, where log q is zero.
    const fall = mul(mul(pow(maximum(u, EPSILON), gamma - 1), gamma), mul(q, logq));
    return mul(mul(t, alpha), sub(pow(u, gamma), fall));
  },
});
