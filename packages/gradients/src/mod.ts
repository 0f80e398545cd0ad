import { div, floor, type GradConfig, Mod, mul, neg } from '@tensorflow/tfjs-core';
import { gradient } from './gradient.js';
import { unbroadcast } from './unbroadcast.js';

/** `Mod`: 1 and −⌊a / b⌋. */
export const modGradient: GradConfig = /* @__PURE__ */ gradient({
  kernelName: Mod,
  inputsToSave: ['a', 'b'],
  gradFunc: (dy, [a, b]) => ({
    a: () => unbroadcast(dy, a.shape),
    b: () => unbroadcast(neg(mul(dy, floor(div(a, b)))), b.shape),
  }),
});
