import { Equal, type GradConfig, zeros } from '@tensorflow/tfjs-core';
import { gradient } from './gradient.js';

export const equalGradient: GradConfig = /* @__PURE__ */ gradient({
  kernelName: Equal,
  inputsToSave: ['a', 'b'],
  gradFunc: (_, [a, b]) => ({ a: () => zeros(a.shape), b: () => zeros(b.shape) }),
});
