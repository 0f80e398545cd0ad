import type { Activation } from '@tenonjs/contracts';
import { primitive } from '@tenonjs/internal';
import { mul, tanh as op, square, sub } from '@tensorflow/tfjs-core';
import { activation } from './activation.js';
import { again } from './again.js';
import { fusedGradient } from './fused.js';

/**
 * Hyperbolic tangent: squashes to (−1, 1).
 *
 *     tanh(x) = (eˣ − e⁻ˣ) / (eˣ + e⁻ˣ)
 *
 * @param x - Any shape.
 * @returns The same shape.
 * @throws {TypeError} If x is not float32.
 * @example
 * tanh(tensor1d([-1, 0, 2])); // [-0.761594, 0, 0.964028]
 * @see LeCun, Bottou, Orr & Müller 1998, "Efficient BackProp", http://yann.lecun.com/exdb/publis/pdf/lecun-98b.pdf
 */
export const tanh: Activation = /* @__PURE__ */ activation('tanh', (x) =>
  primitive({ x }, () => {
    const y = op(x);
    return {
      value: y,
      keep: [x, y],
      gradient: (dy, [x, kept]) => ({
        x: () => {
          const y = again(kept!, () => op(x!));
          return fusedGradient('TanhGrad', dy, y, () => mul(dy, sub(1, square(y))));
        },
      }),
    };
  }),
);
