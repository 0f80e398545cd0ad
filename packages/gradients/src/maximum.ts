import { cast, type GradConfig, greaterEqual, less, Maximum, mul } from '@tensorflow/tfjs-core';
import { gradient } from './gradient.js';
import { unbroadcast } from './unbroadcast.js';

/** `Maximum`: to the larger; to a where they are equal. */
export const maximumGradient: GradConfig = /* @__PURE__ */ gradient({
  kernelName: Maximum,
  inputsToSave: ['a', 'b'],
  gradFunc: (dy, [a, b]) => ({
    a: () => unbroadcast(mul(dy, cast(greaterEqual(a, b), 'float32')), a.shape),
    b: () => unbroadcast(mul(dy, cast(less(a, b), 'float32')), b.shape),
  }),
});
