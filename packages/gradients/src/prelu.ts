import { add, type GradConfig, minimum, mul, neg, Prelu, step } from '@tensorflow/tfjs-core';
import { gradient } from './gradient.js';
import { unbroadcast } from './unbroadcast.js';

/** `Prelu`: 1 above 0, α below; to α, x below 0. */
export const preluGradient: GradConfig = /* @__PURE__ */ gradient({
  kernelName: Prelu,
  inputsToSave: ['x', 'alpha'],
  gradFunc: (dy, [x, alpha]) => ({
    x: () => mul(dy, add(step(x), mul(alpha, step(neg(x), 0)))),
    alpha: () => unbroadcast(mul(dy, minimum(x, 0)), alpha.shape),
  }),
});
