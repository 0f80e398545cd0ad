import { Conv2DBackpropInput, conv2d, type GradConfig, type Tensor4D } from '@tensorflow/tfjs-core';
import { filterGradient } from './filterGradient.js';
import { gradient } from './gradient.js';
import type { Convolution } from './inputGradient.js';

/** That of a transposed convolution. */
export const conv2DBackpropInputGradient: GradConfig = /* @__PURE__ */ gradient({
  kernelName: Conv2DBackpropInput,
  inputsToSave: ['dy', 'filter'],
  gradFunc: (ddx, [dy, filter], attrs: Convolution) => ({
    dy: () =>
      conv2d(
        ddx as Tensor4D,
        filter as Tensor4D,
        attrs.strides,
        attrs.pad as 'same',
        attrs.dataFormat,
        1,
        attrs.dimRoundingMode as 'floor',
      ),
    filter: () => filterGradient(ddx, dy, filter.shape, attrs),
  }),
});
