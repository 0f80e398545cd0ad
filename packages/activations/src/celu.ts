import { positive, primitive } from '@tenonjs/internal';
import { add, div, elu, minimum, mul, relu, type Tensor } from '@tensorflow/tfjs-core';
import { type ActivationWith, activation } from './activation.js';
import { again } from './again.js';

export interface CeluOptions {
  /** Large negative inputs come out as −alpha. Default 1. */
  readonly alpha?: number;
}

/**
 * Continuously differentiable exponential linear unit.
 *
 *     celu(x) = x                 where x > 0
 *               α (eˣᐟᵅ − 1)      elsewhere
 *
 * @param x - Any shape.
 * @returns The same shape.
 * @throws {RangeError} If alpha is not positive.
 * @throws {TypeError} If x is not float32.
 * @example
 * celu(tensor1d([-1, 0, 2])); // [-0.632121, 0, 2]
 * @see Barron 2017, https://arxiv.org/abs/1704.07483
 */
export const celu: ActivationWith<CeluOptions> = /* @__PURE__ */ activation(
  'celu',
  (x, { alpha = 1 }: CeluOptions = {}) => {
    positive('celu', { alpha });
    return primitive({ x }, () => {
      const of = (x: Tensor): Tensor => add(relu(x), mul(elu(div(minimum(x, 0), alpha)), alpha));
      const y = of(x);
      return {
        value: y,
        keep: [x, y],
        gradient: (dy, [x, y]) => ({
          x: () => {
            const below = minimum(
              again(y!, () => of(x!)),
              0,
            );
            return mul(dy, add(div(below, alpha), 1));
          },
        }),
      };
    });
  },
);
