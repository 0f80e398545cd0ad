import type { Activation } from '@tenonjs/contracts';
import { type Forward, primitive } from '@tenonjs/internal';
import { mul, softplus as op, sigmoid, type Tensor } from '@tensorflow/tfjs-core';
import { activation } from './activation.js';
import { fused } from './fused.js';

/**
 * Softplus: a smooth relu.
 *
 *     softplus(x) = log(1 + eˣ)
 *
 * @param x - Any shape.
 * @returns The same shape.
 * @throws {TypeError} If x is not float32.
 * @example
 * softplus(tensor1d([-1, 0, 2])); // [0.313262, 0.693147, 2.126928]
 * @see Dugas et al. 2001, "Incorporating second-order functional knowledge for better option pricing"
 */
export const softplus: Activation = /* @__PURE__ */ activation('softplus', (x) =>
  primitive({ x }, () => fused('Softplus', x, composed)),
);

const composed = (x: Tensor): Forward<'x', Tensor> => ({
  value: op(x),
  keep: [x],
  gradient: (dy, [x]) => ({ x: () => mul(dy, sigmoid(x!)) }),
});
