import { type GradConfig, neg, Sub } from '@tensorflow/tfjs-core';
import { gradient } from './gradient.js';
import { unbroadcast } from './unbroadcast.js';

/** `Sub`: 1 and −1. */
export const subGradient: GradConfig = /* @__PURE__ */ gradient({
  kernelName: Sub,
  inputsToSave: ['a', 'b'],
  gradFunc: (dy, [a, b]) => ({
    a: () => unbroadcast(dy, a.shape),
    b: () => unbroadcast(neg(dy), b.shape),
  }),
});
