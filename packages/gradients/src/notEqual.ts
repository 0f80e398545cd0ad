import { type GradConfig, NotEqual, zeros } from '@tensorflow/tfjs-core';
import { gradient } from './gradient.js';

export const notEqualGradient: GradConfig = /* @__PURE__ */ gradient({
  kernelName: NotEqual,
  inputsToSave: ['a', 'b'],
  gradFunc: (_, [a, b]) => ({ a: () => zeros(a.shape), b: () => zeros(b.shape) }),
});
