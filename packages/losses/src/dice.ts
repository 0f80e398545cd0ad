import { add, div, mul, square, sub, sum, type Tensor } from '@tensorflow/tfjs-core';
import { EPSILON } from './clip.js';
import type { LossWith } from './loss.js';
import { rowwise } from './rowwise.js';

export interface DiceOptions {
  /** The axes that are summed over; the loss is the mean over the others. Default: all but the batch. */
  readonly axis?: number | readonly number[] | null;
}

/**
 * Dice loss: one minus the overlap of a mask and its prediction.
 *
 *     1 − 2 Σ t p / (Σ t + Σ p + 10⁻⁷)
 *
 * Keras sums over the batch too where no axis is given; here each sample has its own loss.
 *
 * @param yTrue - Masks in [0, 1], `[batch, …]`; no gradient flows to them.
 * @param yPred - Probabilities, of the same shape.
 * @returns One loss per sample, `[batch]`.
 * @throws {RangeError} If the shapes differ, or there is no such axis.
 * @throws {TypeError} If yPred is not float32.
 * @example
 * dice(tensor2d([[1, 0]]), tensor2d([[0.5, 0.5]])); // [0.5]
 * @see Milletari, Navab & Ahmadi 2016, https://arxiv.org/abs/1606.04797; Keras's `dice`.
 */
export const dice: LossWith<DiceOptions> = /* @__PURE__ */ rowwise('dice', ({ axis }: DiceOptions = {}) => ({
  ...(axis == null ? {} : { axes: [axis].flat() }),
  compare: (t, p) => {
    const total = (x: Tensor) => sum(x, 1, true);
    const common = mul(total(mul(t, p)), 2);
    const whole = add(add(total(t), total(p)), EPSILON);
    return {
      value: sub(1, div(common, whole)),
      keep: [t, common, whole],
      slope: ([t, common, whole]) => div(sub(common!, mul(mul(t!, 2), whole!)), square(whole!)),
    };
  },
}));
