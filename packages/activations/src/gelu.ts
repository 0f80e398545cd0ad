import { type Forward, primitive } from '@tenonjs/internal';
import { add, erf, exp, mul, square, sub, type Tensor, tanh } from '@tensorflow/tfjs-core';
import { type ActivationWith, activation } from './activation.js';
import { again } from './again.js';
import { fused } from './fused.js';

export interface GeluOptions {
  /** Whether to use the tanh approximation, as GPT-2 and BERT do. Default false. */
  readonly approximate?: boolean;
}

/**
 * Gaussian error linear unit: weighs x by the probability that a normal variable is smaller.
 *
 *     gelu(x) = x Φ(x) = ½ x (1 + erf(x / √2))
 *     approximate:     ½ x (1 + tanh(√(2/π) (x + 0.044715 x³)))
 *
 * @param x - Any shape.
 * @returns The same shape.
 * @throws {TypeError} If x is not float32.
 * @example
 * gelu(tensor1d([-1, 0, 2])); // [-0.158655, 0, 1.9545]
 * gelu(tensor1d([-1, 0, 2]), { approximate: true }); // [-0.158808, 0, 1.954598]
 * @see Hendrycks & Gimpel 2016, https://arxiv.org/abs/1606.08415
 */
export const gelu: ActivationWith<GeluOptions> = /* @__PURE__ */ activation(
  'gelu',
  (x, { approximate = false }: GeluOptions = {}) =>
    primitive({ x }, () => fused('Gelu', x, approximate ? byTanh : byErf, { approximate })),
);

/** The slope is Φ(x) + x φ(x). */
const byErf = (x: Tensor): Forward<'x', Tensor> => {
  const below = (x: Tensor): Tensor => mul(add(erf(mul(x, Math.SQRT1_2)), 1), 0.5);
  const share = below(x);
  return {
    value: mul(x, share),
    keep: [x, share],
    gradient: (dy, [x, share]) => ({
      x: () => {
        const density = mul(exp(mul(square(x!), -0.5)), 1 / Math.sqrt(2 * Math.PI));
        return mul(
          dy,
          add(
            again(share!, () => below(x!)),
            mul(x!, density),
          ),
        );
      },
    }),
  };
};

const SCALE = 0.7978845608028654;
const CUBIC = 0.044715;

/** With u = √(2/π) (x + 0.044715 x³) the slope is ½ (1 + tanh u) + ½ x (1 − tanh² u) u′. */
const byTanh = (x: Tensor): Forward<'x', Tensor> => {
  const squashed = (x: Tensor): Tensor => tanh(mul(mul(x, add(mul(square(x), CUBIC), 1)), SCALE));
  const t = squashed(x);
  return {
    value: mul(mul(x, 0.5), add(t, 1)),
    keep: [x, t],
    gradient: (dy, [x, kept]) => ({
      x: () => {
        const t = again(kept!, () => squashed(x!));
        const du = mul(add(mul(square(x!), 3 * CUBIC), 1), SCALE);
        return mul(dy, mul(add(add(t, 1), mul(mul(x!, sub(1, square(t))), du)), 0.5));
      },
    }),
  };
};
