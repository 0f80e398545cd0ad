import { Asin, div, type GradConfig, sqrt, square, sub } from '@tensorflow/tfjs-core';
import { gradient } from './gradient.js';

/** `Asin`: 1 / √(1 − x²). */
export const asinGradient: GradConfig = /* @__PURE__ */ gradient({
  kernelName: Asin,
  inputsToSave: ['x'],
  gradFunc: (dy, [x]) => ({ x: () => div(dy, sqrt(sub(1, square(x)))) }),
});
