import { Acosh, div, type GradConfig, sqrt, square, sub } from '@tensorflow/tfjs-core';
import { gradient } from './gradient.js';

/** `Acosh`: 1 / √(x² − 1). */
export const acoshGradient: GradConfig = /* @__PURE__ */ gradient({
  kernelName: Acosh,
  inputsToSave: ['x'],
  gradFunc: (dy, [x]) => ({ x: () => div(dy, sqrt(sub(square(x), 1))) }),
});
