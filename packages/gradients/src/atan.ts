import { Atan, add, div, type GradConfig, square } from '@tensorflow/tfjs-core';
import { gradient } from './gradient.js';

export const atanGradient: GradConfig = /* @__PURE__ */ gradient({
  kernelName: Atan,
  inputsToSave: ['x'],
  gradFunc: (dy, [x]) => ({ x: () => div(dy, add(square(x), 1)) }),
});
