import type { Activation } from '@tenonjs/contracts';
import { type Forward, primitive } from '@tenonjs/internal';
import { add, mul, sigmoid, sub, type Tensor } from '@tensorflow/tfjs-core';
import { activation } from './activation.js';
import { again } from './again.js';
import { fused } from './fused.js';

/**
 * Sigmoid linear unit, also called swish.
 *
 *     silu(x) = x / (1 + e⁻ˣ)
 *
 * @param x - Any shape.
 * @returns The same shape.
 * @throws {TypeError} If x is not float32.
 * @example
 * silu(tensor1d([-1, 0, 2])); // [-0.268941, 0, 1.761594]
 * @see Elfwing, Uchibe & Doya 2017, https://arxiv.org/abs/1702.03118; Ramachandran et al. 2017, https://arxiv.org/abs/1710.05941
 */
export const silu: Activation = /* @__PURE__ */ activation('silu', (x) =>
  primitive({ x }, () => fused('Silu', x, composed)),
);

/** The slope is σ + y (1 − σ). */
const composed = (x: Tensor): Forward<'x', Tensor> => {
  const s = sigmoid(x);
  const y = mul(x, s);
  return {
    value: y,
    keep: [x, s, y],
    gradient: (dy, [x, keptS, keptY]) => ({
      x: () => {
        const s = again(keptS!, () => sigmoid(x!));
        const y = again(keptY!, () => mul(x!, s));
        return mul(dy, add(s, mul(y, sub(1, s))));
      },
    }),
  };
};
