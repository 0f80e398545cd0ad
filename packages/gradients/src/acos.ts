import { Acos, div, type GradConfig, neg, sqrt, square, sub } from '@tensorflow/tfjs-core';
import { gradient } from './gradient.js';

/** `Acos`: −1 / √(1 − x²). */
export const acosGradient: GradConfig = /* @__PURE__ */ gradient({
  kernelName: Acos,
  inputsToSave: ['x'],
  gradFunc: (dy, [x]) => ({ x: () => neg(div(dy, sqrt(sub(1, square(x))))) }),
});
