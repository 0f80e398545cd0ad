import { finite, primitive } from '@tenonjs/internal';
import { mul, leakyRelu as op, step } from '@tensorflow/tfjs-core';
import { type ActivationWith, activation } from './activation.js';

export interface LeakyReluOptions {
  /** Slope below zero. Default 0.2. */
  readonly negativeSlope?: number;
}

/**
 * Leaky rectified linear unit: a small slope below zero keeps gradients alive.
 *
 *     leakyRelu(x) = x      where x > 0
 *                    s x    elsewhere
 *
 * @param x - Any shape.
 * @returns The same shape.
 * @throws {RangeError} If negativeSlope is not a finite number.
 * @throws {TypeError} If x is not float32.
 * @example
 * leakyRelu(tensor1d([-1, 0, 2])); // [-0.2, 0, 2]
 * @see Maas, Hannun & Ng 2013, https://ai.stanford.edu/~amaas/papers/relu_hybrid_icml2013_final.pdf
 */
export const leakyRelu: ActivationWith<LeakyReluOptions> = /* @__PURE__ */ activation(
  'leakyRelu',
  (x, { negativeSlope = 0.2 }: LeakyReluOptions = {}) => {
    finite('leakyRelu', { negativeSlope });
    return primitive({ x }, () => ({
      value: op(x, negativeSlope),
      keep: [x],
      gradient: (dy, [x]) => ({ x: () => mul(dy, step(x!, negativeSlope)) }),
    }));
  },
);
