import type { Loss } from '@tenonjs/contracts';
import { add, div, log, mul, sub } from '@tensorflow/tfjs-core';
import { EPSILON } from './clip.js';
import { elementwise } from './elementwise.js';

/**
 * Poisson loss: minus the log-likelihood of counts, given their expected value.
 *
 *     p − t log(p + 10⁻⁷)            less log t!, which does not depend on p
 *
 * @param yTrue - Counts, `[batch, …]`; no gradient flows to them.
 * @param yPred - Expected counts, not negative, of the same shape.
 * @returns One loss per sample, `[batch]`: the mean over all other axes.
 * @throws {RangeError} If the shapes differ.
 * @throws {TypeError} If yPred is not float32.
 * @example
 * poisson(tensor2d([[0, 2]]), tensor2d([[1, 1]])); // [1]
 * @see Keras's `poisson`.
 */
export const poisson: Loss = /* @__PURE__ */ elementwise('poisson', () => (t, p) => {
  const rate = add(p, EPSILON);
  return { value: sub(p, mul(t, log(rate))), keep: [t, rate], slope: ([t, rate]) => sub(1, div(t!, rate!)) };
});
