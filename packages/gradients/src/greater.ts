import { type GradConfig, Greater, zeros } from '@tensorflow/tfjs-core';
import { gradient } from './gradient.js';

export const greaterGradient: GradConfig = /* @__PURE__ */ gradient({
  kernelName: Greater,
  inputsToSave: ['a', 'b'],
  gradFunc: (_, [a, b]) => ({ a: () => zeros(a.shape), b: () => zeros(b.shape) }),
});
