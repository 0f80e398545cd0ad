import { positive, primitive } from '@tenonjs/internal';
import { abs, add, div, mul, relu, sqrt, square, type Tensor } from '@tensorflow/tfjs-core';
import { type ActivationWith, activation } from './activation.js';
import { again } from './again.js';

export interface SquareplusOptions {
  /** How round the bend is. Default 4. */
  readonly b?: number;
}

/**
 * Squareplus: a smooth relu from a square root.
 *
 *     squareplus(x) = (x + √(x² + b)) / 2
 *
 * @param x - Any shape.
 * @returns The same shape.
 * @throws {RangeError} If b is not positive.
 * @throws {TypeError} If x is not float32.
 * @example
 * squareplus(tensor1d([-1, 0, 2])); // [0.618034, 1, 2.414214]
 * @see Barron 2021, https://arxiv.org/abs/2112.11687
 */
export const squareplus: ActivationWith<SquareplusOptions> = /* @__PURE__ */ activation(
  'squareplus',
  (x, { b = 4 }: SquareplusOptions = {}) => {
    positive('squareplus', { b });
    return primitive({ x }, () => {
      const of = (x: Tensor): Tensor[] => {
        const root = sqrt(add(square(x), b));
        // The same as (x + root) / 2, without its cancellation below zero.
        return [add(relu(x), div(b / 2, add(abs(x), root))), root];
      };
      const [y, root] = of(x);
      return {
        value: y!,
        keep: [x, y!, root!],
        gradient: (dy, [x, ...kept]) => ({
          x: () => {
            const [y, root] = again(kept, () => of(x!));
            return mul(dy, div(y!, root!));
          },
        }),
      };
    });
  },
);
