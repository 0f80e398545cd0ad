import type { Loss } from '@tenonjs/contracts';
import { abs, div, maximum, sub } from '@tensorflow/tfjs-core';
import { EPSILON } from './clip.js';
import { elementwise } from './elementwise.js';
import { signOf } from './signOf.js';

/**
 * Mean absolute percentage error: the error in per cent of the target.
 *
 *     100 |p − t| / max(|t|, 10⁻⁷)
 *
 * @param yTrue - Targets, `[batch, …]`; no gradient flows to them.
 * @param yPred - Predictions, of the same shape.
 * @returns One loss per sample, `[batch]`: the mean over all other axes.
 * @throws {RangeError} If the shapes differ.
 * @throws {TypeError} If yPred is not float32.
 * @example
 * meanAbsolutePercentageError(tensor2d([[2, 1]]), tensor2d([[1, 1]])); // [25]
 * @see Keras's `mean_absolute_percentage_error`.
 */
export const meanAbsolutePercentageError: Loss = /* @__PURE__ */ elementwise(
  'meanAbsolutePercentageError',
  () => (t, p) => {
    const error = sub(p, t);
    const unit = div(maximum(abs(t), EPSILON), 100);
    return { value: div(abs(error), unit), keep: [error, unit], slope: ([error, unit]) => div(signOf(error!), unit!) };
  },
);
