import type { Kernel } from './kernel.js';
import { bincount } from './kernels/bincount.js';
import { cast } from './kernels/cast.js';
import {
  add,
  complex,
  complexAbs,
  concat,
  imag,
  multiply,
  onesLike,
  real,
  sub,
  transpose,
  zerosLike,
} from './kernels/complex.js';
import { conv2d, conv2dBackpropFilter, conv2dBackpropInput, fusedConv2d } from './kernels/conv2d.js';
import { depthwiseBackpropFilter, depthwiseBackpropInput } from './kernels/depthwise.js';
import { einsum } from './kernels/einsum.js';
import { dropout, erf, exp, log, reluGrad, tanh } from './kernels/elementwise.js';
import { fft, ifft } from './kernels/fft.js';
import { gather } from './kernels/gather.js';
import { identity } from './kernels/identity.js';
import { batchMatMul, fusedMatMul } from './kernels/matMul.js';
import { oneHot } from './kernels/oneHot.js';
import { adagradStep, adamStep, rmspropStep, sgdStep } from './kernels/optimizers.js';
import { avgPoolGrad, maxPoolGrad } from './kernels/pool.js';
import { lstm, lstmGrad } from './kernels/recurrent.js';
import { slice } from './kernels/slice.js';
import { logSoftmax, softmax, softmaxCrossentropy } from './kernels/softmax.js';
import {
  equal,
  fill,
  greater,
  greaterEqual,
  less,
  lessEqual,
  notEqual,
  staticRegexReplace,
  tile,
} from './kernels/strings.js';
import { mean, sum } from './kernels/sum.js';
import { unsortedSegmentSum } from './kernels/unsortedSegmentSum.js';

/** Every kernel by its registered name. */
export const kernels: Readonly<Record<string, Kernel>> = {
  _FusedMatMul: fusedMatMul,
  AdagradStep: adagradStep,
  AdamStep: adamStep,
  Add: add,
  AvgPoolGrad: avgPoolGrad,
  BatchMatMul: batchMatMul,
  Bincount: bincount,
  Cast: cast,
  Complex: complex,
  ComplexAbs: complexAbs,
  Concat: concat,
  Conv2D: conv2d,
  Conv2DBackpropFilter: conv2dBackpropFilter,
  Conv2DBackpropInput: conv2dBackpropInput,
  DepthwiseConv2dNativeBackpropFilter: depthwiseBackpropFilter,
  DepthwiseConv2dNativeBackpropInput: depthwiseBackpropInput,
  Dropout: dropout,
  Einsum: einsum,
  Equal: equal,
  Erf: erf,
  Exp: exp,
  FFT: fft,
  Fill: fill,
  FusedConv2D: fusedConv2d,
  GatherV2: gather,
  Greater: greater,
  GreaterEqual: greaterEqual,
  Identity: identity,
  IFFT: ifft,
  Imag: imag,
  Less: less,
  LessEqual: lessEqual,
  LSTM: lstm,
  LSTMGrad: lstmGrad,
  Log: log,
  LogSoftmax: logSoftmax,
  MaxPoolGrad: maxPoolGrad,
  Mean: mean,
  Multiply: multiply,
  NotEqual: notEqual,
  OneHot: oneHot,
  OnesLike: onesLike,
  Real: real,
  ReluGrad: reluGrad,
  RmspropStep: rmspropStep,
  SgdStep: sgdStep,
  Slice: slice,
  Softmax: softmax,
  SoftmaxCrossentropy: softmaxCrossentropy,
  StaticRegexReplace: staticRegexReplace,
  Sub: sub,
  Sum: sum,
  Tanh: tanh,
  Tile: tile,
  Transpose: transpose,
  UnsortedSegmentSum: unsortedSegmentSum,
  ZerosLike: zerosLike,
};
