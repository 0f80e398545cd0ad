import type { Activation } from '@tenonjs/contracts';
import { primitive } from '@tenonjs/internal';
import { mul, neg, sigmoid, softplus } from '@tensorflow/tfjs-core';
import { activation } from './activation.js';

/**
 * Logarithm of the sigmoid, without its overflow.
 *
 *     logSigmoid(x) = −log(1 + e⁻ˣ)
 *
 * @param x - Any shape.
 * @returns The same shape.
 * @throws {TypeError} If x is not float32.
 * @example
 * logSigmoid(tensor1d([-1, 0, 2])); // [-1.313262, -0.693147, -0.126928]
 * @see Keras's `log_sigmoid`.
 */
export const logSigmoid: Activation = /* @__PURE__ */ activation('logSigmoid', (x) =>
  primitive({ x }, () => ({
    value: neg(softplus(neg(x))),
    keep: [x],
    gradient: (dy, [x]) => ({ x: () => mul(dy, sigmoid(neg(x!))) }),
  })),
);
