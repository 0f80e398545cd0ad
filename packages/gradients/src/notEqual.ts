import { type GradConfig, NotEqual, zeros } from '@tensorflow/tfjs-core';
import { gradient } from './gradient.js';

/** `NotEqual`: 0: a comparison does not change by degrees. */
export const notEqualGradient: GradConfig = /* @__PURE__ */ gradient({
  kernelName: NotEqual,
  inputsToSave: ['a', 'b'],
  gradFunc: (_, [a, b]) => ({ a: () => zeros(a.shape), b: () => zeros(b.shape) }),
});
