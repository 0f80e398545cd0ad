import type { Activation } from '@tenonjs/contracts';
import { primitive } from '@tenonjs/internal';
import { add, div, mul, type Tensor } from '@tensorflow/tfjs-core';
import { activation } from './activation.js';
import { again } from './again.js';
import { clip, inside } from './clip.js';

/**
 * Hard silu, also called hard swish: silu with a hard sigmoid.
 *
 *     hardSilu(x) = x · min(max(0, x / 6 + ½), 1)
 *
 * @param x - Any shape.
 * @returns The same shape.
 * @throws {TypeError} If x is not float32.
 * @example
 * hardSilu(tensor1d([-4, 1.5, 4])); // [0, 1.125, 4]
 * @see Howard et al. 2019, "MobileNetV3", https://arxiv.org/abs/1905.02244
 */
export const hardSilu: Activation = /* @__PURE__ */ activation('hardSilu', (x) =>
  primitive({ x }, () => {
    const gateOf = (x: Tensor): Tensor => clip(add(div(x, 6), 0.5), 0, 1);
    const gate = gateOf(x);
    return {
      value: mul(x, gate),
      keep: [x, gate],
      gradient: (dy, [x, kept]) => ({
        x: () => {
          const gate = again(kept!, () => gateOf(x!));
          return mul(dy, add(gate, mul(div(x!, 6), inside(x!, -3, 3))));
        },
      }),
    };
  }),
);
