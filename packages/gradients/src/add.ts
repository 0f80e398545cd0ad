import { Add, type GradConfig } from '@tensorflow/tfjs-core';
import { gradient } from './gradient.js';
import { unbroadcast } from './unbroadcast.js';

/** `Add`: 1 for both, summed where a side was broadcast. */
export const addGradient: GradConfig = /* @__PURE__ */ gradient({
  kernelName: Add,
  inputsToSave: ['a', 'b'],
  gradFunc: (dy, [a, b]) => ({
    a: () => unbroadcast(dy, a.shape),
    b: () => unbroadcast(dy, b.shape),
  }),
});
