import { type GradConfig, mul, neg, Sigmoid, sigmoid } from '@tensorflow/tfjs-core';
import { gradient } from './gradient.js';

/** `Sigmoid`: σ(x) (1 − σ(x)). */
export const sigmoidGradient: GradConfig = /* @__PURE__ */ gradient({
  kernelName: Sigmoid,
  inputsToSave: ['x'],
  gradFunc: (dy, [x]) => ({ x: () => mul(dy, mul(sigmoid(x), sigmoid(neg(x)))) }),
});
