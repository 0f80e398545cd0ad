import type { Loss } from '@tenonjs/contracts';
import { add, div, log, maximum, mul, square, sub, type Tensor } from '@tensorflow/tfjs-core';
import { EPSILON, unchanged } from './clip.js';
import { elementwise } from './elementwise.js';

/**
 * Mean squared logarithmic error: compares orders of magnitude.
 *
 *     (log(1 + p) − log(1 + t))²            t, p at least 10⁻⁷
 *
 * @param yTrue - Targets, `[batch, …]`; no gradient flows to them.
 * @param yPred - Predictions, of the same shape.
 * @returns One loss per sample, `[batch]`: the mean over all other axes.
 * @throws {RangeError} If the shapes differ.
 * @throws {TypeError} If yPred is not float32.
 * @example
 * meanSquaredLogarithmicError(tensor2d([[0, 1]]), tensor2d([[0, 3]])); // [0.240227]
 * @see Keras's `mean_squared_logarithmic_error`.
 */
export const meanSquaredLogarithmicError: Loss = /* @__PURE__ */ elementwise(
  'meanSquaredLogarithmicError',
  () => (t, p) => {
    const error = sub(logarithm(p), logarithm(t));
    return {
      value: square(error),
      keep: [error, p],
      slope: ([error, p]) => {
        const q = maximum(p!, EPSILON);
        return mul(div(mul(error!, 2), add(q, 1)), unchanged(p!, q));
      },
    };
  },
);

const logarithm = (x: Tensor): Tensor => log(add(maximum(x, EPSILON), 1));
