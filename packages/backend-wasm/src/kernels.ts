import type { Kernel } from './kernel.js';
import { conv2d, conv2dBackpropFilter, conv2dBackpropInput, fusedConv2d } from './kernels/conv2d.js';
import { depthwiseBackpropFilter, depthwiseBackpropInput } from './kernels/depthwise.js';
import { dropout, reluGrad } from './kernels/elementwise.js';
import { batchMatMul, fusedMatMul } from './kernels/matMul.js';
import { adagradStep, adamStep, rmspropStep, sgdStep } from './kernels/optimizers.js';
import { avgPoolGrad, maxPoolGrad } from './kernels/pool.js';
import { logSoftmax, softmax, softmaxCrossentropy } from './kernels/softmax.js';
import { unsortedSegmentSum } from './kernels/unsortedSegmentSum.js';

/** Every kernel by its registered name. */
export const kernels: Readonly<Record<string, Kernel>> = {
  AdagradStep: adagradStep,
  AdamStep: adamStep,
  AvgPoolGrad: avgPoolGrad,
  BatchMatMul: batchMatMul,
  Conv2D: conv2d,
  Conv2DBackpropFilter: conv2dBackpropFilter,
  Conv2DBackpropInput: conv2dBackpropInput,
  DepthwiseConv2dNativeBackpropFilter: depthwiseBackpropFilter,
  DepthwiseConv2dNativeBackpropInput: depthwiseBackpropInput,
  Dropout: dropout,
  FusedConv2D: fusedConv2d,
  LogSoftmax: logSoftmax,
  MaxPoolGrad: maxPoolGrad,
  ReluGrad: reluGrad,
  RmspropStep: rmspropStep,
  SgdStep: sgdStep,
  Softmax: softmax,
  SoftmaxCrossentropy: softmaxCrossentropy,
  UnsortedSegmentSum: unsortedSegmentSum,
  _FusedMatMul: fusedMatMul,
};
