import { type GradConfig, mul, SquaredDifference, sub } from '@tensorflow/tfjs-core';
import { gradient } from './gradient.js';
import { unbroadcast } from './unbroadcast.js';

/** `SquaredDifference`: 2(a − b) and −2(a − b). */
export const squaredDifferenceGradient: GradConfig = /* @__PURE__ */ gradient({
  kernelName: SquaredDifference,
  inputsToSave: ['a', 'b'],
  gradFunc: (dy, [a, b]) => ({
    a: () => unbroadcast(mul(dy, mul(sub(a, b), 2)), a.shape),
    b: () => unbroadcast(mul(dy, mul(sub(b, a), 2)), b.shape),
  }),
});
