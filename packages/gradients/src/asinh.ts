import { Asinh, add, div, type GradConfig, sqrt, square } from '@tensorflow/tfjs-core';
import { gradient } from './gradient.js';

/** `Asinh`: 1 / √(1 + x²). */
export const asinhGradient: GradConfig = /* @__PURE__ */ gradient({
  kernelName: Asinh,
  inputsToSave: ['x'],
  gradFunc: (dy, [x]) => ({ x: () => div(dy, sqrt(add(square(x), 1))) }),
});
