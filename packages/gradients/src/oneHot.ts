import { type GradConfig, OneHot, zeros } from '@tensorflow/tfjs-core';
import { gradient } from './gradient.js';

/** `OneHot`: 0. */
export const oneHotGradient: GradConfig = /* @__PURE__ */ gradient({
  kernelName: OneHot,
  inputsToSave: ['indices'],
  gradFunc: (_, [indices]) => ({ indices: () => zeros(indices.shape) }),
});
