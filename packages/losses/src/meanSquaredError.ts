import type { Loss } from '@tenonjs/contracts';
import { mul, square, sub } from '@tensorflow/tfjs-core';
import { elementwise } from './elementwise.js';

/**
 * Mean squared error: the mean of `(yPred − yTrue)²` over all axes but the batch.
 *
 * @param yTrue - Targets, `[batch, …]`; no gradient flows to them.
 * @param yPred - Predictions, of the same shape.
 * @returns One loss per sample, `[batch]`.
 * @throws {RangeError} If the shapes differ.
 * @throws {TypeError} If yPred is not float32.
 * @example
 * meanSquaredError(tensor2d([[0, 1]]), tensor2d([[0, 3]])); // [2]
 * @see Gauss 1809, "Theoria motus corporum coelestium"; Keras's `mean_squared_error`.
 */
export const meanSquaredError: Loss = /* @__PURE__ */ elementwise('meanSquaredError', () => (t, p) => {
  const error = sub(p, t);
  return { value: square(error), keep: [error], slope: ([error]) => mul(error!, 2) };
});
