import type { Activation } from '@tenonjs/contracts';
import { primitive } from '@tenonjs/internal';
import { mul, sigmoid as op, sub } from '@tensorflow/tfjs-core';
import { activation } from './activation.js';
import { again } from './again.js';
import { fusedGradient } from './fused.js';

/**
 * Logistic sigmoid: squashes to (0, 1).
 *
 *     sigmoid(x) = 1 / (1 + e⁻ˣ)
 *
 * @param x - Any shape.
 * @returns The same shape.
 * @throws {TypeError} If x is not float32.
 * @example
 * sigmoid(tensor1d([-1, 0, 2])); // [0.268941, 0.5, 0.880797]
 * @see Cox 1958, https://doi.org/10.1111/j.2517-6161.1958.tb00292.x
 */
export const sigmoid: Activation = /* @__PURE__ */ activation('sigmoid', (x) =>
  primitive({ x }, () => {
    const y = op(x);
    return {
      value: y,
      keep: [x, y],
      gradient: (dy, [x, y]) => ({
        x: () => {
          const s = again(y!, () => op(x!));
          return fusedGradient('SigmoidGrad', dy, s, () => mul(dy, mul(s, sub(1, s))));
        },
      }),
    };
  }),
);
