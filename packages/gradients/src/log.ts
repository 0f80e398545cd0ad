import { div, type GradConfig, Log } from '@tensorflow/tfjs-core';
import { gradient } from './gradient.js';

/** `Log`: 1 / x. */
export const logGradient: GradConfig = /* @__PURE__ */ gradient({
  kernelName: Log,
  inputsToSave: ['x'],
  gradFunc: (dy, [x]) => ({ x: () => div(dy, x) }),
});
