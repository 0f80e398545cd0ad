import { type GradConfig, Multiply, mul } from '@tensorflow/tfjs-core';
import { gradient } from './gradient.js';
import { unbroadcast } from './unbroadcast.js';

/** `Multiply`: b and a. */
export const multiplyGradient: GradConfig = /* @__PURE__ */ gradient({
  kernelName: Multiply,
  inputsToSave: ['a', 'b'],
  gradFunc: (dy, [a, b]) => ({
    a: () => unbroadcast(mul(dy, b), a.shape),
    b: () => unbroadcast(mul(dy, a), b.shape),
  }),
});
