import { type GradConfig, Greater, zeros } from '@tensorflow/tfjs-core';
import { gradient } from './gradient.js';

/** `Greater`: 0: a comparison does not change by degrees. */
export const greaterGradient: GradConfig = /* @__PURE__ */ gradient({
  kernelName: Greater,
  inputsToSave: ['a', 'b'],
  gradFunc: (_, [a, b]) => ({ a: () => zeros(a.shape), b: () => zeros(b.shape) }),
});
