import { Conv2D, type GradConfig } from '@tensorflow/tfjs-core';
import { filterGradient } from './filterGradient.js';
import { gradient } from './gradient.js';
import { type Convolution, inputGradient } from './inputGradient.js';

/** `Conv2D`: the transposed convolution for the input, the correlation of input and gradient for the filter. */
export const conv2DGradient: GradConfig = /* @__PURE__ */ gradient({
  kernelName: Conv2D,
  inputsToSave: ['x', 'filter'],
  gradFunc: (dy, [x, filter], attrs: Convolution) => ({
    x: () => inputGradient(dy, filter, x.shape, attrs),
    filter: () => filterGradient(x, dy, filter.shape, attrs),
  }),
});
