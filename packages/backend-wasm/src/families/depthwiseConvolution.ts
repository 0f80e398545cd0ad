import type { Kernels } from '../kernel.js';
import {
  depthwiseBackpropFilter,
  depthwiseBackpropInput,
  depthwiseConv2d,
  fusedDepthwiseConv2d,
} from '../kernels/depthwise.js';

/** Kernels for depthwise and separable convolutions. */
export const depthwiseConvolution: Kernels = {
  stock: [],
  own: {
    DepthwiseConv2dNative: depthwiseConv2d,
    DepthwiseConv2dNativeBackpropFilter: depthwiseBackpropFilter,
    DepthwiseConv2dNativeBackpropInput: depthwiseBackpropInput,
    FusedDepthwiseConv2D: fusedDepthwiseConv2d,
  },
};
