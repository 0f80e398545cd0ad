import type { Loss } from '@tenonjs/contracts';
import { div, log, mul, neg, sub, sum } from '@tensorflow/tfjs-core';
import { clip, EPSILON, unchanged } from './clip.js';
import { rowwise } from './rowwise.js';

/**
 * Kullback–Leibler divergence of the prediction from the target, averaged over the positions of a sample.
 *
 *     D(t ‖ p) = Σᵢ tᵢ log(tᵢ / pᵢ)            t, p limited to [10⁻⁷, 1]
 *
 * It is not symmetric: the target is what the expectation is over.
 *
 * @param yTrue - Target distributions, `[batch, …, classes]`; no gradient flows to them.
 * @param yPred - Probabilities, of the same shape.
 * @returns One loss per sample, `[batch]`.
 * @throws {RangeError} If the shapes differ.
 * @throws {TypeError} If yPred is not float32.
 * @example
 * klDivergence(tensor2d([[0.5, 0.5]]), tensor2d([[0.25, 0.75]])); // [0.143841]
 * @see Kullback & Leibler 1951, https://doi.org/10.1214/aoms/1177729694; Keras's `kl_divergence`.
 */
export const klDivergence: Loss = /* @__PURE__ */ rowwise('klDivergence', () => ({
  axes: [-1],
  compare: (yTrue, yPred) => {
    const t = clip(yTrue, EPSILON, 1);
    const p = clip(yPred, EPSILON, 1);
    return {
      value: sum(mul(t, sub(log(t), log(p))), 1, true),
      keep: [t, p, yPred],
      slope: ([t, p, yPred]) => mul(neg(div(t!, p!)), unchanged(yPred!, p!)),
    };
  },
}));
