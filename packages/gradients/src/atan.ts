import { Atan, add, div, type GradConfig, square } from '@tensorflow/tfjs-core';
import { gradient } from './gradient.js';

/** `Atan`: 1 / (1 + x²). */
export const atanGradient: GradConfig = /* @__PURE__ */ gradient({
  kernelName: Atan,
  inputsToSave: ['x'],
  gradFunc: (dy, [x]) => ({ x: () => div(dy, add(square(x), 1)) }),
});
