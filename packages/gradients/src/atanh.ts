import { Atanh, div, type GradConfig, square, sub } from '@tensorflow/tfjs-core';
import { gradient } from './gradient.js';

/** `Atanh`: 1 / (1 − x²). */
export const atanhGradient: GradConfig = /* @__PURE__ */ gradient({
  kernelName: Atanh,
  inputsToSave: ['x'],
  gradFunc: (dy, [x]) => ({ x: () => div(dy, sub(1, square(x))) }),
});
