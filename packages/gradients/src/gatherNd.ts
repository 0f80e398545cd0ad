import { GatherNd, type GradConfig, scatterND, zeros } from '@tensorflow/tfjs-core';
import { gradient } from './gradient.js';

/** `GatherNd`: scattered back; places taken twice get both. */
export const gatherNdGradient: GradConfig = /* @__PURE__ */ gradient({
  kernelName: GatherNd,
  inputsToSave: ['params', 'indices'],
  gradFunc: (dy, [params, indices]) => ({
    params: () => scatterND(indices, dy, params.shape),
    indices: () => zeros(indices.shape),
  }),
});
