import { type GradConfig, mul, Softplus, sigmoid } from '@tensorflow/tfjs-core';
import { gradient } from './gradient.js';

/** `Softplus`: σ(x). */
export const softplusGradient: GradConfig = /* @__PURE__ */ gradient({
  kernelName: Softplus,
  inputsToSave: ['x'],
  gradFunc: (dy, [x]) => ({ x: () => mul(dy, sigmoid(x)) }),
});
