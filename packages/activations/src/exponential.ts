import type { Activation } from '@tenonjs/contracts';
import { primitive } from '@tenonjs/internal';
import { exp, mul } from '@tensorflow/tfjs-core';
import { activation } from './activation.js';
import { again } from './again.js';

/**
 * Exponential. Above 88.7 it is infinite in float32.
 *
 *     exponential(x) = eˣ
 *
 * @param x - Any shape.
 * @returns The same shape.
 * @throws {TypeError} If x is not float32.
 * @example
 * exponential(tensor1d([-1, 0, 2])); // [0.367879, 1, 7.389056]
 * @see Keras's `exponential`.
 */
export const exponential: Activation = /* @__PURE__ */ activation('exponential', (x) =>
  primitive({ x }, () => {
    const y = exp(x);
    return {
      value: y,
      keep: [x, y],
      gradient: (dy, [x, y]) => ({
        x: () =>
          mul(
            dy,
            again(y!, () => exp(x!)),
          ),
      }),
    };
  }),
);
