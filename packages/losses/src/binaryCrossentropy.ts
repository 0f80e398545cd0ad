import { fraction } from '@tenonjs/internal';
import { bernoulli, smoothed } from './bernoulli.js';
import { elementwise } from './elementwise.js';
import type { LossWith } from './loss.js';

export interface BinaryCrossentropyOptions {
  /** Whether yPred is logits, before a sigmoid. Default false: it is probabilities. */
  readonly fromLogits?: boolean;
  /** Moves targets this far towards ½, in [0, 1). Default 0. */
  readonly labelSmoothing?: number;
}

/**
 * Binary crossentropy: minus the log-likelihood of targets in [0, 1], averaged over all axes but the batch.
 *
 *     −t log p − (1 − t) log(1 − p)            p limited to [10⁻⁷, 1 − 10⁻⁷]
 *     log(1 + eᶻ) − t z                        from logits z, where p = sigmoid(z)
 *     t ← (1 − s) t + s / 2                    label smoothing s
 *
 * Prefer logits: where p is limited its gradient is zero. Keras's `axis` would not change a mean over all axes, so there is
 * none.
 *
 * @param yTrue - Targets in [0, 1], `[batch, …]`; no gradient flows to them.
 * @param yPred - Probabilities or logits, of the same shape.
 * @returns One loss per sample, `[batch]`.
 * @throws {RangeError} If the shapes differ, or labelSmoothing is outside [0, 1).
 * @throws {TypeError} If yPred is not float32.
 * @example
 * binaryCrossentropy(tensor2d([[0, 1]]), tensor2d([[0.5, 0.5]])); // [0.693147]
 * binaryCrossentropy(tensor2d([[1], [0]]), tensor2d([[0], [2]]), { fromLogits: true }); // [0.693147, 2.126928]
 * @see Keras's `binary_crossentropy`; Szegedy et al. 2016, https://arxiv.org/abs/1512.00567 (label smoothing).
 */
export const binaryCrossentropy: LossWith<BinaryCrossentropyOptions> = /* @__PURE__ */ elementwise(
  'binaryCrossentropy',
  ({ fromLogits = false, labelSmoothing = 0 }: BinaryCrossentropyOptions = {}) => {
    fraction('binaryCrossentropy', { labelSmoothing });
    return (t, p) => bernoulli(fromLogits, smoothed(t, labelSmoothing), p);
  },
);
