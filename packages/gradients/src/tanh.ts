import { type GradConfig, mul, square, sub, Tanh, tanh } from '@tensorflow/tfjs-core';
import { gradient } from './gradient.js';

/** `Tanh`: 1 − tanh² x. */
export const tanhGradient: GradConfig = /* @__PURE__ */ gradient({
  kernelName: Tanh,
  inputsToSave: ['x'],
  gradFunc: (dy, [x]) => ({ x: () => mul(dy, sub(1, square(tanh(x)))) }),
});
