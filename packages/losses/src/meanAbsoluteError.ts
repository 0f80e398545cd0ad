import type { Loss } from '@tenonjs/contracts';
import { abs, sub } from '@tensorflow/tfjs-core';
import { elementwise } from './elementwise.js';
import { signOf } from './signOf.js';

/**
 * Mean absolute error: the mean of `|yPred − yTrue|`.
 *
 * @param yTrue - Targets, `[batch, …]`; no gradient flows to them.
 * @param yPred - Predictions, of the same shape.
 * @returns One loss per sample, `[batch]`: the mean over all other axes.
 * @throws {RangeError} If the shapes differ.
 * @throws {TypeError} If yPred is not float32.
 * @example
 * meanAbsoluteError(tensor2d([[0, 1]]), tensor2d([[0, 3]])); // [1]
 * @see Keras's `mean_absolute_error`.
 */
export const meanAbsoluteError: Loss = /* @__PURE__ */ elementwise('meanAbsoluteError', () => (t, p) => {
  const error = sub(p, t);
  return { value: abs(error), keep: [error], slope: ([error]) => signOf(error!) };
});
