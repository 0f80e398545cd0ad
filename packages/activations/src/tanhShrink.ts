import type { Activation } from '@tenonjs/contracts';
import { primitive } from '@tenonjs/internal';
import { mul, square, sub, tanh } from '@tensorflow/tfjs-core';
import { activation } from './activation.js';
import { again } from './again.js';

/**
 * Tanh shrink: what tanh cuts off.
 *
 *     tanhShrink(x) = x − tanh(x)
 *
 * @param x - Any shape.
 * @returns The same shape.
 * @throws {TypeError} If x is not float32.
 * @example
 * tanhShrink(tensor1d([-1, 0, 2])); // [-0.238406, 0, 1.035972]
 * @see Keras's `tanh_shrink`, PyTorch's `Tanhshrink`.
 */
export const tanhShrink: Activation = /* @__PURE__ */ activation('tanhShrink', (x) =>
  primitive({ x }, () => {
    const t = tanh(x);
    return {
      value: sub(x, t),
      keep: [x, t],
      gradient: (dy, [x, t]) => ({ x: () => mul(dy, square(again(t!, () => tanh(x!)))) }),
    };
  }),
);
