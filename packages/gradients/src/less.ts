import { type GradConfig, Less, zeros } from '@tensorflow/tfjs-core';
import { gradient } from './gradient.js';

/** `Less`: 0: a comparison does not change by degrees. */
export const lessGradient: GradConfig = /* @__PURE__ */ gradient({
  kernelName: Less,
  inputsToSave: ['a', 'b'],
  gradFunc: (_, [a, b]) => ({ a: () => zeros(a.shape), b: () => zeros(b.shape) }),
});
