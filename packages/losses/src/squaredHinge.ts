import type { Loss } from '@tenonjs/contracts';
import { mul, neg, relu, square, sub } from '@tensorflow/tfjs-core';
import { elementwise } from './elementwise.js';
import { signs } from './signs.js';

/**
 * Squared hinge loss.
 *
 *     max(0, 1 − t p)²
 *
 * @param yTrue - Targets −1 and 1, `[batch, …]`; where all of them are 0 or 1 they are read as −1 and 1.
 * @param yPred - Scores, of the same shape.
 * @returns One loss per sample, `[batch]`: the mean over all other axes.
 * @throws {RangeError} If the shapes differ.
 * @throws {TypeError} If yPred is not float32.
 * @example
 * squaredHinge(tensor2d([[-1, 1]]), tensor2d([[0.5, 0.5]])); // [1.25]
 * @see Tang 2013, https://arxiv.org/abs/1306.0239; Keras's `squared_hinge`.
 */
export const squaredHinge: Loss = /* @__PURE__ */ elementwise('squaredHinge', () => (yTrue, p) => {
  const t = signs(yTrue);
  const short = relu(sub(1, mul(t, p)));
  return { value: square(short), keep: [t, short], slope: ([t, short]) => mul(neg(t!), mul(short!, 2)) };
});
