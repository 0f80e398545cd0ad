import { type GradConfig, LessEqual, zeros } from '@tensorflow/tfjs-core';
import { gradient } from './gradient.js';

/** `LessEqual`: 0: a comparison does not change by degrees. */
export const lessEqualGradient: GradConfig = /* @__PURE__ */ gradient({
  kernelName: LessEqual,
  inputsToSave: ['a', 'b'],
  gradFunc: (_, [a, b]) => ({ a: () => zeros(a.shape), b: () => zeros(b.shape) }),
});
