import { type GradConfig, mul, Square } from '@tensorflow/tfjs-core';
import { gradient } from './gradient.js';

/** `Square`: 2x. */
export const squareGradient: GradConfig = /* @__PURE__ */ gradient({
  kernelName: Square,
  inputsToSave: ['x'],
  gradFunc: (dy, [x]) => ({ x: () => mul(dy, mul(x, 2)) }),
});
