import { add, div, type GradConfig, Log1p } from '@tensorflow/tfjs-core';
import { gradient } from './gradient.js';

/** `Log1p`: 1 / (1 + x). */
export const log1pGradient: GradConfig = /* @__PURE__ */ gradient({
  kernelName: Log1p,
  inputsToSave: ['x'],
  gradFunc: (dy, [x]) => ({ x: () => div(dy, add(x, 1)) }),
});
