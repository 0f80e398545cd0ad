import type { Activation } from '@tenonjs/contracts';
import { primitive } from '@tenonjs/internal';
import { abs, add, div, square, type Tensor } from '@tensorflow/tfjs-core';
import { activation } from './activation.js';
import { again } from './again.js';

/**
 * Softsign: squashes to (−1, 1), more slowly than tanh.
 *
 *     softsign(x) = x / (1 + |x|)
 *
 * @param x - Any shape.
 * @returns The same shape.
 * @throws {TypeError} If x is not float32.
 * @example
 * softsign(tensor1d([-1, 0, 3])); // [-0.5, 0, 0.75]
 * @see Glorot & Bengio 2010, https://proceedings.mlr.press/v9/glorot10a.html
 */
export const softsign: Activation = /* @__PURE__ */ activation('softsign', (x) =>
  primitive({ x }, () => {
    const sizeOf = (x: Tensor): Tensor => add(abs(x), 1);
    const d = sizeOf(x);
    return {
      value: div(x, d),
      keep: [x, d],
      gradient: (dy, [x, d]) => ({ x: () => div(dy, square(again(d!, () => sizeOf(x!)))) }),
    };
  }),
);
