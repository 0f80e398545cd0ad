import { ExpandDims, type GradConfig, reshape } from '@tensorflow/tfjs-core';
import { gradient } from './gradient.js';

/** `ExpandDims`: 1. */
export const expandDimsGradient: GradConfig = /* @__PURE__ */ gradient({
  kernelName: ExpandDims,
  inputsToSave: ['input'],
  gradFunc: (dy, [input]) => ({ input: () => reshape(dy, input.shape) }),
});
