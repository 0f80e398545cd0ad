import { type GradConfig, GreaterEqual, zeros } from '@tensorflow/tfjs-core';
import { gradient } from './gradient.js';

/** `GreaterEqual`: 0: a comparison does not change by degrees. */
export const greaterEqualGradient: GradConfig = /* @__PURE__ */ gradient({
  kernelName: GreaterEqual,
  inputsToSave: ['a', 'b'],
  gradFunc: (_, [a, b]) => ({ a: () => zeros(a.shape), b: () => zeros(b.shape) }),
});
