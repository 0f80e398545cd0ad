import type { Activation } from '@tenonjs/contracts';
import { primitive } from '@tenonjs/internal';
import { add, minimum, mul, selu as op, step } from '@tensorflow/tfjs-core';
import { activation } from './activation.js';
import { again } from './again.js';

const ALPHA = 1.6732632423543772;
const SCALE = 1.0507009873554805;

/**
 * Scaled exponential linear unit: keeps mean 0 and variance 1 from layer to layer.
 *
 *     selu(x) = λ x             where x > 0
 *               λ α (eˣ − 1)    elsewhere        λ = 1.0507…, α = 1.6733…
 *
 * @param x - Any shape.
 * @returns The same shape.
 * @throws {TypeError} If x is not float32.
 * @example
 * selu(tensor1d([-1, 0, 2])); // [-1.111331, 0, 2.101402]
 * @see Klambauer et al. 2017, https://arxiv.org/abs/1706.02515. Initialize weights with `lecunNormal`.
 */
export const selu: Activation = /* @__PURE__ */ activation('selu', (x) =>
  primitive({ x }, () => {
    const y = op(x);
    // Below zero the slope is λ α eˣ = y + λ α.
    return {
      value: y,
      keep: [x, y],
      gradient: (dy, [x, kept]) => ({
        x: () => {
          const y = again(kept!, () => op(x!));
          return mul(dy, add(minimum(y, 0), mul(step(y, ALPHA), SCALE)));
        },
      }),
    };
  }),
);
