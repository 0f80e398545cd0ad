import { div, type GradConfig, mul, Rsqrt, sqrt } from '@tensorflow/tfjs-core';
import { gradient } from './gradient.js';

/** `Rsqrt`: −½ x^(−3/2). */
export const rsqrtGradient: GradConfig = /* @__PURE__ */ gradient({
  kernelName: Rsqrt,
  inputsToSave: ['x'],
  gradFunc: (dy, [x]) => ({ x: () => div(dy, mul(mul(x, sqrt(x)), -2)) }),
});
