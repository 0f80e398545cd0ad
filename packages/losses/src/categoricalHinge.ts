import type { Loss } from '@tenonjs/contracts';
import { add, argMax, cast, max, mul, oneHot, relu, step, sub, sum, type Tensor1D } from '@tensorflow/tfjs-core';
import { rowwise } from './rowwise.js';

/**
 * Categorical hinge loss: the score of the true class shall exceed all others by 1.
 *
 *     max(0, 1 + maxᵢ (1 − tᵢ) pᵢ − Σᵢ tᵢ pᵢ)
 *
 * @param yTrue - One-hot labels, `[batch, …, classes]`; no gradient flows to them.
 * @param yPred - Scores, of the same shape.
 * @returns One loss per sample, `[batch]`: the mean over its positions.
 * @throws {RangeError} If the shapes differ.
 * @throws {TypeError} If yPred is not float32.
 * @example
 * categoricalHinge(tensor2d([[0, 1, 0]]), tensor2d([[0.5, 0.75, 0]])); // [0.75]
 * @see Crammer & Singer 2001, https://jmlr.org/papers/v2/crammer01a.html; Keras's `categorical_hinge`.
 */
export const categoricalHinge: Loss = /* @__PURE__ */ rowwise('categoricalHinge', () => ({
  axes: [-1],
  compare: (t, p) => {
    const others = mul(sub(1, t), p);
    const value = relu(add(sub(max(others, 1, true), sum(mul(t, p), 1, true)), 1));
    return {
      value,
      keep: [t, others, value],
      slope: ([t, others, value]) => {
        const rival = cast(oneHot(argMax(others!, 1) as Tensor1D, t!.shape[1]!), 'float32');
        return mul(step(value!), sub(mul(rival, sub(1, t!)), t!));
      },
    };
  },
}));
