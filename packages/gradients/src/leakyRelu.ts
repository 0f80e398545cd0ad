import { type GradConfig, LeakyRelu, mul, step } from '@tensorflow/tfjs-core';
import { gradient } from './gradient.js';

/** `LeakyRelu`: 1 above 0, α below. */
export const leakyReluGradient: GradConfig = /* @__PURE__ */ gradient({
  kernelName: LeakyRelu,
  inputsToSave: ['x'],
  gradFunc: (dy, [x], { alpha }: { alpha: number }) => ({ x: () => mul(dy, step(x, alpha)) }),
});
