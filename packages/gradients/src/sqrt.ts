import { div, type GradConfig, mul, Sqrt, sqrt } from '@tensorflow/tfjs-core';
import { gradient } from './gradient.js';

/** `Sqrt`: 1 / (2√x). */
export const sqrtGradient: GradConfig = /* @__PURE__ */ gradient({
  kernelName: Sqrt,
  inputsToSave: ['x'],
  gradFunc: (dy, [x]) => ({ x: () => div(dy, mul(sqrt(x), 2)) }),
});
