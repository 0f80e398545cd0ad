import type { Activation } from '@tenonjs/contracts';
import { primitive } from '@tenonjs/internal';
import { add, div, mul, relu, square, sub, type Tensor } from '@tensorflow/tfjs-core';
import { activation } from './activation.js';
import { again } from './again.js';
import { clip } from './clip.js';

/**
 * Sparse plus: a smooth relu that is exactly zero below −1.
 *
 *     sparsePlus(x) = 0               where x ≤ −1
 *                     (x + 1)² / 4    where −1 < x < 1
 *                     x               where x ≥ 1
 *
 * @param x - Any shape.
 * @returns The same shape.
 * @throws {TypeError} If x is not float32.
 * @example
 * sparsePlus(tensor1d([-2, 0, 3])); // [0, 0.25, 3]
 * @see Martins & Astudillo 2016, https://arxiv.org/abs/1602.02068; Keras's `sparse_plus`.
 */
export const sparsePlus: Activation = /* @__PURE__ */ activation('sparsePlus', (x) =>
  primitive({ x }, () => {
    const riseOf = (x: Tensor): Tensor => add(clip(x, -1, 1), 1);
    const rise = riseOf(x);
    return {
      value: add(div(square(rise), 4), relu(sub(x, 1))),
      keep: [x, rise],
      gradient: (dy, [x, rise]) => ({
        x: () => {
          const slope = div(
            again(rise!, () => riseOf(x!)),
            2,
          );
          return mul(dy, slope);
        },
      }),
    };
  }),
);
