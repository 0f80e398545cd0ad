import { type GradConfig, LessEqual, zeros } from '@tensorflow/tfjs-core';
import { gradient } from './gradient.js';

export const lessEqualGradient: GradConfig = /* @__PURE__ */ gradient({
  kernelName: LessEqual,
  inputsToSave: ['a', 'b'],
  gradFunc: (_, [a, b]) => ({ a: () => zeros(a.shape), b: () => zeros(b.shape) }),
});
