import type { Activation } from '@tenonjs/contracts';
import { primitive } from '@tenonjs/internal';
import { mul } from '@tensorflow/tfjs-core';
import { activation } from './activation.js';
import { clip, inside } from './clip.js';

/**
 * Hard tanh: the identity, limited to [−1, 1].
 *
 *     hardTanh(x) = min(max(−1, x), 1)
 *
 * @param x - Any shape.
 * @returns The same shape.
 * @throws {TypeError} If x is not float32.
 * @example
 * hardTanh(tensor1d([-2, 0.5, 3])); // [-1, 0.5, 1]
 * @see Collobert 2004, "Large scale machine learning", https://ronan.collobert.com/pub/2004_phdthesis_lip6.pdf
 */
export const hardTanh: Activation = /* @__PURE__ */ activation('hardTanh', (x) =>
  primitive({ x }, () => ({
    value: clip(x, -1, 1),
    keep: [x],
    gradient: (dy, [x]) => ({ x: () => mul(dy, inside(x!, -1, 1)) }),
  })),
);
