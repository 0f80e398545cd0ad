import type { Activation } from '@tenonjs/contracts';
import { primitive } from '@tenonjs/internal';
import { add, div, mul } from '@tensorflow/tfjs-core';
import { activation } from './activation.js';
import { clip, inside } from './clip.js';

/**
 * Sparse sigmoid: sparsemax of two classes.
 *
 *     sparseSigmoid(x) = min(max(0, (x + 1) / 2), 1)
 *
 * @param x - Any shape.
 * @returns The same shape.
 * @throws {TypeError} If x is not float32.
 * @example
 * sparseSigmoid(tensor1d([-2, 0, 0.5])); // [0, 0.5, 0.75]
 * @see Martins & Astudillo 2016, https://arxiv.org/abs/1602.02068; Keras's `sparse_sigmoid`.
 */
export const sparseSigmoid: Activation = /* @__PURE__ */ activation('sparseSigmoid', (x) =>
  primitive({ x }, () => ({
    value: clip(div(add(x, 1), 2), 0, 1),
    keep: [x],
    gradient: (dy, [x]) => ({ x: () => mul(dy, div(inside(x!, -1, 1), 2)) }),
  })),
);
