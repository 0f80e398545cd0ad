import type { Loss } from '@tenonjs/contracts';
import { mul, neg, relu, step, sub } from '@tensorflow/tfjs-core';
import { elementwise } from './elementwise.js';
import { signs } from './signs.js';

/**
 * Hinge loss: how far a score is from the right side of its margin, averaged over all axes but the batch.
 *
 *     max(0, 1 − t p)
 *
 * @param yTrue - Targets −1 and 1, `[batch, …]`; where all of them are 0 or 1 they are read as −1 and 1.
 * @param yPred - Scores, of the same shape.
 * @returns One loss per sample, `[batch]`.
 * @throws {RangeError} If the shapes differ.
 * @throws {TypeError} If yPred is not float32.
 * @example
 * hinge(tensor2d([[-1, 1]]), tensor2d([[0.5, 0.5]])); // [1]
 * @see Cortes & Vapnik 1995, https://doi.org/10.1007/BF00994018; Keras's `hinge`.
 */
export const hinge: Loss = /* @__PURE__ */ elementwise('hinge', () => (yTrue, p) => {
  const t = signs(yTrue);
  const value = relu(sub(1, mul(t, p)));
  return { value, keep: [t, value], slope: ([t, value]) => mul(neg(t!), step(value!)) };
});
