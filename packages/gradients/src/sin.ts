import { cos, type GradConfig, mul, Sin } from '@tensorflow/tfjs-core';
import { gradient } from './gradient.js';

/** `Sin`: cos x. */
export const sinGradient: GradConfig = /* @__PURE__ */ gradient({
  kernelName: Sin,
  inputsToSave: ['x'],
  gradFunc: (dy, [x]) => ({ x: () => mul(dy, cos(x)) }),
});
