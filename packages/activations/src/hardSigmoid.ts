import type { Activation } from '@tenonjs/contracts';
import { primitive } from '@tenonjs/internal';
import { add, div, mul } from '@tensorflow/tfjs-core';
import { activation } from './activation.js';
import { clip, inside } from './clip.js';

/**
 * Hard sigmoid: a sigmoid of three straight pieces.
 *
 *     hardSigmoid(x) = min(max(0, x / 6 + ½), 1)
 *
 * @param x - Any shape.
 * @returns The same shape.
 * @throws {TypeError} If x is not float32.
 * @example
 * hardSigmoid(tensor1d([-4, 0, 1.5])); // [0, 0.5, 0.75]
 * @see Courbariaux et al. 2016, https://arxiv.org/abs/1602.02830; the slope 1/6 is Keras 3's and PyTorch's (Keras 2 had 1/5).
 */
export const hardSigmoid: Activation = /* @__PURE__ */ activation('hardSigmoid', (x) =>
  primitive({ x }, () => ({
    value: clip(add(div(x, 6), 0.5), 0, 1),
    keep: [x],
    gradient: (dy, [x]) => ({ x: () => mul(dy, div(inside(x!, -3, 3), 6)) }),
  })),
);
