import { type GradConfig, mul, Relu, step } from '@tensorflow/tfjs-core';
import { gradient } from './gradient.js';

/** `Relu`: 1 above 0, 0 elsewhere. */
export const reluGradient: GradConfig = /* @__PURE__ */ gradient({
  kernelName: Relu,
  inputsToSave: ['x'],
  gradFunc: (dy, [x]) => ({ x: () => mul(dy, step(x)) }),
});
