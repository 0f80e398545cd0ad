import { cast, type GradConfig, greater, lessEqual, Minimum, mul } from '@tensorflow/tfjs-core';
import { gradient } from './gradient.js';
import { unbroadcast } from './unbroadcast.js';

/** `Minimum`: to the smaller; to a where they are equal. */
export const minimumGradient: GradConfig = /* @__PURE__ */ gradient({
  kernelName: Minimum,
  inputsToSave: ['a', 'b'],
  gradFunc: (dy, [a, b]) => ({
    a: () => unbroadcast(mul(dy, cast(lessEqual(a, b), 'float32')), a.shape),
    b: () => unbroadcast(mul(dy, cast(greater(a, b), 'float32')), b.shape),
  }),
});
