import { Equal, type GradConfig, zeros } from '@tensorflow/tfjs-core';
import { gradient } from './gradient.js';

/** `Equal`: 0: a comparison does not change by degrees. */
export const equalGradient: GradConfig = /* @__PURE__ */ gradient({
  kernelName: Equal,
  inputsToSave: ['a', 'b'],
  gradFunc: (_, [a, b]) => ({ a: () => zeros(a.shape), b: () => zeros(b.shape) }),
});
