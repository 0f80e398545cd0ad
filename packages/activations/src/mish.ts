import type { Activation } from '@tenonjs/contracts';
import { type Forward, primitive } from '@tenonjs/internal';
import { add, mul, sigmoid, softplus, square, sub, type Tensor, tanh } from '@tensorflow/tfjs-core';
import { activation } from './activation.js';
import { again } from './again.js';
import { fused } from './fused.js';

/**
 * Mish: a smooth, self-gated unit.
 *
 *     mish(x) = x tanh(log(1 + eˣ))
 *
 * @param x - Any shape.
 * @returns The same shape.
 * @throws {TypeError} If x is not float32.
 * @example
 * mish(tensor1d([-1, 0, 2])); // [-0.303401, 0, 1.943959]
 * @see Misra 2019, https://arxiv.org/abs/1908.08681
 */
export const mish: Activation = /* @__PURE__ */ activation('mish', (x) =>
  primitive({ x }, () => fused('Mish', x, composed)),
);

const composed = (x: Tensor): Forward<'x', Tensor> => {
  const squashed = (x: Tensor): Tensor => tanh(softplus(x));
  const t = squashed(x);
  return {
    value: mul(x, t),
    keep: [x, t],
    gradient: (dy, [x, kept]) => ({
      x: () => {
        const t = again(kept!, () => squashed(x!));
        return mul(dy, add(t, mul(mul(x!, sigmoid(x!)), sub(1, square(t)))));
      },
    }),
  };
};
