import { AddN, clone, type GradConfig } from '@tensorflow/tfjs-core';
import { gradient } from './gradient.js';

/** `AddN`: 1 for each. */
export const addNGradient: GradConfig = /* @__PURE__ */ gradient({
  kernelName: AddN,
  saveAllInputs: true,
  gradFunc: (dy, saved) => saved.map(() => () => clone(dy)),
});
