import { nonNegative } from '@tenonjs/internal';
import { add, div, mul, square, sub, sum, type Tensor } from '@tensorflow/tfjs-core';
import { EPSILON } from './clip.js';
import type { LossWith } from './loss.js';
import { rowwise } from './rowwise.js';

export interface TverskyOptions {
  /** Weight of false positives. Default 0.5. */
  readonly alpha?: number;
  /** Weight of false negatives. Default 0.5. */
  readonly beta?: number;
  /** The axes that are summed over; the loss is the mean over the others. Default: all but the batch. */
  readonly axis?: number | readonly number[] | null;
}

/**
 * Tversky loss: one minus an overlap that weighs false positives and false negatives apart.
 *
 *     1 − Σ t p / (Σ t p + α Σ (1 − t) p + β Σ t (1 − p) + 10⁻⁷)
 *
 * Keras sums over the batch too where no axis is given; here each sample has its own loss.
 *
 * @param yTrue - Masks in [0, 1], `[batch, …]`; no gradient flows to them.
 * @param yPred - Probabilities, of the same shape.
 * @returns One loss per sample, `[batch]`.
 * @throws {RangeError} If the shapes differ, there is no such axis, or alpha or beta is negative.
 * @throws {TypeError} If yPred is not float32.
 * @example
 * tversky(tensor2d([[1, 0]]), tensor2d([[0.5, 0.5]]), { alpha: 0.3, beta: 0.7 }); // [0.5]
 * @see Salehi, Erdogmus & Gholipour 2017, https://arxiv.org/abs/1706.05721; Keras's `tversky`.
 */
export const tversky: LossWith<TverskyOptions> = /* @__PURE__ */ rowwise(
  'tversky',
  ({ alpha = 0.5, beta = 0.5, axis }: TverskyOptions = {}) => {
    nonNegative('tversky', { alpha, beta });
    return {
      ...(axis == null ? {} : { axes: [axis].flat() }),
      compare: (t, p) => {
        const total = (x: Tensor) => sum(x, 1, true);
        const common = total(mul(t, p));
        // α Σ (1 − t) p = α (Σ p − Σ t p), and β Σ t (1 − p) likewise.
        const apart = add(mul(total(p), alpha), mul(total(t), beta));
        const whole = add(add(mul(common, 1 - alpha - beta), apart), EPSILON);
        return {
          value: sub(1, div(common, whole)),
          keep: [t, common, whole],
          slope: ([t, common, whole]) => {
            const dwhole = add(mul(t!, 1 - alpha - beta), alpha);
            return div(sub(mul(common!, dwhole), mul(t!, whole!)), square(whole!));
          },
        };
      },
    };
  },
);
