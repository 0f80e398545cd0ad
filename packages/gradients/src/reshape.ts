import { type GradConfig, Reshape, reshape } from '@tensorflow/tfjs-core';
import { gradient } from './gradient.js';

/** `Reshape`: 1. */
export const reshapeGradient: GradConfig = /* @__PURE__ */ gradient({
  kernelName: Reshape,
  inputsToSave: ['x'],
  gradFunc: (dy, [x]) => ({ x: () => reshape(dy, x.shape) }),
});
