import { nonNegative, primitive } from '@tenonjs/internal';
import { add, minimum, mul, elu as op, relu, step, type Tensor } from '@tensorflow/tfjs-core';
import { type ActivationWith, activation } from './activation.js';
import { again } from './again.js';
import { fusedGradient } from './fused.js';

export interface EluOptions {
  /** Large negative inputs come out as −alpha. Default 1. */
  readonly alpha?: number;
}

/**
 * Exponential linear unit: the identity above zero, a smooth fall to −α below.
 *
 *     elu(x) = x             where x > 0
 *              α (eˣ − 1)    elsewhere
 *
 * @param x - Any shape.
 * @returns The same shape.
 * @throws {RangeError} If alpha is negative.
 * @throws {TypeError} If x is not float32.
 * @example
 * elu(tensor1d([-1, 0, 2])); // [-0.632121, 0, 2]
 * elu(tensor1d([-1, 0, 2]), { alpha: 0.5 }); // [-0.31606, 0, 2]
 * @see Clevert, Unterthiner & Hochreiter 2016, https://arxiv.org/abs/1511.07289
 */
export const elu: ActivationWith<EluOptions> = /* @__PURE__ */ activation(
  'elu',
  (x, { alpha = 1 }: EluOptions = {}) => {
    nonNegative('elu', { alpha });
    return primitive({ x }, () => {
      const of = (x: Tensor): Tensor => (alpha === 1 ? op(x) : add(relu(x), mul(op(minimum(x, 0)), alpha)));
      const y = of(x);
      // Below zero the slope is α eˣ = y + α.
      return {
        value: y,
        keep: [x, y],
        gradient: (dy, [x, kept]) => ({
          x: () => {
            const y = again(kept!, () => of(x!));
            const composed = () => mul(dy, add(minimum(y, 0), step(y, alpha)));
            return alpha === 1 ? fusedGradient('EluGrad', dy, y, composed) : composed();
          },
        }),
      };
    });
  },
);
