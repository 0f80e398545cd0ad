import type { Loss } from '@tenonjs/contracts';
import { abs, add, mul, softplus, sub, tanh } from '@tensorflow/tfjs-core';
import { elementwise } from './elementwise.js';

/**
 * Log-cosh: like ½ e² for small errors, like |e| − log 2 for large ones.
 *
 *     log cosh e = |e| + log(1 + e^(−2|e|)) − log 2            e = p − t
 *
 * @param yTrue - Targets, `[batch, …]`; no gradient flows to them.
 * @param yPred - Predictions, of the same shape.
 * @returns One loss per sample, `[batch]`: the mean over all other axes.
 * @throws {RangeError} If the shapes differ.
 * @throws {TypeError} If yPred is not float32.
 * @example
 * logCosh(tensor2d([[0, 1]]), tensor2d([[0, 3]])); // [0.662501]
 * @see Keras's `log_cosh`.
 */
export const logCosh: Loss = /* @__PURE__ */ elementwise('logCosh', () => (t, p) => {
  const error = sub(p, t);
  const size = abs(error);
  return {
    value: add(size, sub(softplus(mul(size, -2)), Math.LN2)),
    keep: [error],
    slope: ([error]) => tanh(error!),
  };
});
