import type { Kernels } from '../kernel.js';
import { conv2d, conv2dBackpropFilter, conv2dBackpropInput, fusedConv2d } from '../kernels/conv2d.js';

/** Kernels for convolutions of sequences and images. */
export const convolution: Kernels = {
  stock: [],
  own: {
    Conv2D: conv2d,
    Conv2DBackpropFilter: conv2dBackpropFilter,
    Conv2DBackpropInput: conv2dBackpropInput,
    FusedConv2D: fusedConv2d,
  },
};
