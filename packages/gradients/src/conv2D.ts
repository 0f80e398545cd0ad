import { Conv2D, type GradConfig } from '@tensorflow/tfjs-core';
import { filterGradient } from './filterGradient.js';
import { gradient } from './gradient.js';
import { type Convolution, inputGradient } from './inputGradient.js';

export const conv2DGradient: GradConfig = /* @__PURE__ */ gradient({
  kernelName: Conv2D,
  inputsToSave: ['x', 'filter'],
  gradFunc: (dy, [x, filter], attrs: Convolution) => ({
    x: () => inputGradient(dy, filter, x.shape, attrs),
    filter: () => filterGradient(x, dy, filter.shape, attrs),
  }),
});
