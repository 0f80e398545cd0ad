import { type GradConfig, gatherND, ScatterNd, zeros } from '@tensorflow/tfjs-core';
import { gradient } from './gradient.js';

/** `ScatterNd`: gathered from where it was put. */
export const scatterNdGradient: GradConfig = /* @__PURE__ */ gradient({
  kernelName: ScatterNd,
  inputsToSave: ['indices'],
  gradFunc: (dy, [indices]) => ({
    indices: () => zeros(indices.shape),
    updates: () => gatherND(dy, indices),
  }),
});
