import type { Activation } from '@tenonjs/contracts';
import { primitive } from '@tenonjs/internal';
import { clone } from '@tensorflow/tfjs-core';
import { activation } from './activation.js';

/**
 * The identity: no activation.
 *
 *     linear(x) = x
 *
 * @param x - Any shape.
 * @returns The same shape: a new tensor over the same numbers, to be disposed apart.
 * @throws {TypeError} If x is not float32.
 * @example
 * linear(tensor1d([-1, 0, 2])); // [-1, 0, 2]
 * @see Keras's `linear`.
 */
export const linear: Activation = /* @__PURE__ */ activation('linear', (x) =>
  // A gradient is cloned too: passed on as it is, it would be disposed when another one is added to it.
  primitive({ x }, () => ({ value: clone(x), gradient: (dy) => ({ x: () => clone(dy) }) })),
);
