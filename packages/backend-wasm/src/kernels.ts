import type { Kernel } from './kernel.js';
import { cast } from './kernels/cast.js';
import { conv2d, conv2dBackpropFilter, conv2dBackpropInput, fusedConv2d } from './kernels/conv2d.js';
import { depthwiseBackpropFilter, depthwiseBackpropInput } from './kernels/depthwise.js';
import { einsum } from './kernels/einsum.js';
import { dropout, erf, exp, log, reluGrad, tanh } from './kernels/elementwise.js';
import { gather } from './kernels/gather.js';
import { batchMatMul, fusedMatMul } from './kernels/matMul.js';
import { oneHot } from './kernels/oneHot.js';
import { adagradStep, adamStep, rmspropStep, sgdStep } from './kernels/optimizers.js';
import { avgPoolGrad, maxPoolGrad } from './kernels/pool.js';
import { logSoftmax, softmax, softmaxCrossentropy } from './kernels/softmax.js';
import { mean, sum } from './kernels/sum.js';
import { unsortedSegmentSum } from './kernels/unsortedSegmentSum.js';

/** Every kernel by its registered name. */
export const kernels: Readonly<Record<string, Kernel>> = {
  AdagradStep: adagradStep,
  AdamStep: adamStep,
  AvgPoolGrad: avgPoolGrad,
  BatchMatMul: batchMatMul,
  Cast: cast,
  Conv2D: conv2d,
  Conv2DBackpropFilter: conv2dBackpropFilter,
  Conv2DBackpropInput: conv2dBackpropInput,
  DepthwiseConv2dNativeBackpropFilter: depthwiseBackpropFilter,
  DepthwiseConv2dNativeBackpropInput: depthwiseBackpropInput,
  Dropout: dropout,
  Einsum: einsum,
  Erf: erf,
  Exp: exp,
  FusedConv2D: fusedConv2d,
  GatherV2: gather,
  Log: log,
  LogSoftmax: logSoftmax,
  MaxPoolGrad: maxPoolGrad,
  Mean: mean,
  OneHot: oneHot,
  ReluGrad: reluGrad,
  RmspropStep: rmspropStep,
  SgdStep: sgdStep,
  Softmax: softmax,
  SoftmaxCrossentropy: softmaxCrossentropy,
  Sum: sum,
  Tanh: tanh,
  UnsortedSegmentSum: unsortedSegmentSum,
  _FusedMatMul: fusedMatMul,
};
