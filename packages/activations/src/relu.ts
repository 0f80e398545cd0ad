import { relu as op, type Tensor } from '@tensorflow/tfjs-core';
import { kernel, named, primitive } from '@tenonjs/internal';
import { mul, step } from '@tensorflow/tfjs-core';
import type { Activation } from '@tenonjs/contracts';

/**
 * Rectified linear unit: passes what is positive.
 *
 *     relu(x) = max(0, x)
 *
 * @param x - Any shape.
 * @returns The same shape.
 * @example
 * relu(tensor1d([-1, 0, 2])); // [0, 0, 2]
 * @see Nair & Hinton 2010, https://www.cs.toronto.edu/~fritz/absps/reluICML.pdf
 */
export const relu: Activation = /* @__PURE__ */ named('relu', (x: Tensor): Tensor =>
  primitive({ x }, () => {
    const y = op(x);
    return { value: y, keep: [y], gradient: (dy, [y]) => ({ x: () => kernel('ReluGrad', { dy, y: y! })?.[0] ?? mul(dy, step(y!)) }) };
  }),
);
