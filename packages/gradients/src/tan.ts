import { cos, div, type GradConfig, square, Tan } from '@tensorflow/tfjs-core';
import { gradient } from './gradient.js';

/** `Tan`: 1 / cos² x. */
export const tanGradient: GradConfig = /* @__PURE__ */ gradient({
  kernelName: Tan,
  inputsToSave: ['x'],
  gradFunc: (dy, [x]) => ({ x: () => div(dy, square(cos(x))) }),
});
