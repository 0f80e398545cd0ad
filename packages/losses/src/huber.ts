import { positive } from '@tenonjs/internal';
import { mul, sub } from '@tensorflow/tfjs-core';
import { clip } from './clip.js';
import { elementwise } from './elementwise.js';
import type { LossWith } from './loss.js';

export interface HuberOptions {
  /** Where the loss turns from squared to absolute. Default 1. */
  readonly delta?: number;
}

/**
 * Huber loss: squared for small errors, absolute for large ones.
 *
 *     ½ e²             where |e| ≤ δ, e = p − t
 *     δ |e| − ½ δ²     elsewhere
 *
 * @param yTrue - Targets, `[batch, …]`; no gradient flows to them.
 * @param yPred - Predictions, of the same shape.
 * @returns One loss per sample, `[batch]`: the mean over all other axes.
 * @throws {RangeError} If the shapes differ, or delta is not positive.
 * @throws {TypeError} If yPred is not float32.
 * @example
 * huber(tensor2d([[0, 1]]), tensor2d([[0.5, 4]])); // [1.3125]
 * @see Huber 1964, https://doi.org/10.1214/aoms/1177703732; Keras's `huber`.
 */
export const huber: LossWith<HuberOptions> = /* @__PURE__ */ elementwise(
  'huber',
  ({ delta = 1 }: HuberOptions = {}) => {
    positive('huber', { delta });
    return (t, p) => {
      const error = sub(p, t);
      const limited = clip(error, -delta, delta);
      return { value: mul(limited, sub(error, mul(limited, 0.5))), keep: [limited], slope: ([limited]) => limited! };
    };
  },
);
