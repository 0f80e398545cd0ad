import type { Kernel } from './kernel.js';
import { attention, attentionGrad } from './kernels/attention.js';
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
import { conv3d, conv3dBackpropFilter, conv3dBackpropInput } from './kernels/conv3d.js';
import {
  depthwiseBackpropFilter,
  depthwiseBackpropInput,
  depthwiseConv2d,
  fusedDepthwiseConv2d,
} from './kernels/depthwise.js';
import { dilation2d, dilation2dBackpropFilter, dilation2dBackpropInput } from './kernels/dilation2d.js';
import { einsum } from './kernels/einsum.js';
import { clipByValue, dropout, erf, exp, log, reluGrad, tanh } from './kernels/elementwise.js';
import { fft, ifft } from './kernels/fft.js';
import { gather } from './kernels/gather.js';
import { identity } from './kernels/identity.js';
import { batchMatMul, fusedMatMul } from './kernels/matMul.js';
import {
  batchNormalization,
  batchNormalizationGrad,
  layerNormalization,
  layerNormalizationGrad,
} from './kernels/normalization.js';
import { oneHot } from './kernels/oneHot.js';
import { adagradStep, adamStep, lionStep, rmspropStep, sgdStep } from './kernels/optimizers.js';
import { avgPool, avgPoolGrad, maxPool, maxPoolGrad, maxPoolWithArgmax } from './kernels/pool.js';
import { avgPool3d, avgPool3dGrad, maxPool3d, maxPool3dGrad } from './kernels/pool3d.js';
import { gru, gruGrad, lstm, lstmGrad, simpleRNN, simpleRNNGrad } from './kernels/recurrent.js';
import { resizeBilinearGrad, resizeNearestNeighborGrad } from './kernels/resize.js';
import { slice, splitV, unpack } from './kernels/slice.js';
import { logSoftmax, softmax, softmaxCrossentropy } from './kernels/softmax.js';
import {
  equal,
  fill,
  greater,
  greaterEqual,
  less,
  lessEqual,
  notEqual,
  sparseToDense,
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
  AvgPool: avgPool,
  AvgPool3D: avgPool3d,
  AvgPool3DGrad: avgPool3dGrad,
  Attention: attention,
  AttentionGrad: attentionGrad,
  AvgPoolGrad: avgPoolGrad,
  BatchNormalization: batchNormalization,
  BatchNormalizationGrad: batchNormalizationGrad,
  BatchMatMul: batchMatMul,
  Bincount: bincount,
  Cast: cast,
  ClipByValue: clipByValue,
  Complex: complex,
  ComplexAbs: complexAbs,
  Concat: concat,
  Conv2D: conv2d,
  Conv2DBackpropFilter: conv2dBackpropFilter,
  Conv2DBackpropInput: conv2dBackpropInput,
  Conv3D: conv3d,
  Conv3DBackpropFilterV2: conv3dBackpropFilter,
  Conv3DBackpropInputV2: conv3dBackpropInput,
  DepthwiseConv2dNative: depthwiseConv2d,
  DepthwiseConv2dNativeBackpropFilter: depthwiseBackpropFilter,
  DepthwiseConv2dNativeBackpropInput: depthwiseBackpropInput,
  Dilation2D: dilation2d,
  Dilation2DBackpropFilter: dilation2dBackpropFilter,
  Dilation2DBackpropInput: dilation2dBackpropInput,
  Dropout: dropout,
  Einsum: einsum,
  Equal: equal,
  Erf: erf,
  Exp: exp,
  FFT: fft,
  Fill: fill,
  FusedConv2D: fusedConv2d,
  FusedDepthwiseConv2D: fusedDepthwiseConv2d,
  GatherV2: gather,
  Greater: greater,
  GreaterEqual: greaterEqual,
  GRU: gru,
  GRUGrad: gruGrad,
  Identity: identity,
  IFFT: ifft,
  Imag: imag,
  Less: less,
  LessEqual: lessEqual,
  LayerNormalization: layerNormalization,
  LayerNormalizationGrad: layerNormalizationGrad,
  LionStep: lionStep,
  Log: log,
  LogSoftmax: logSoftmax,
  LSTM: lstm,
  LSTMGrad: lstmGrad,
  MaxPool: maxPool,
  MaxPool3D: maxPool3d,
  MaxPool3DGrad: maxPool3dGrad,
  MaxPoolGrad: maxPoolGrad,
  MaxPoolWithArgmax: maxPoolWithArgmax,
  Mean: mean,
  Multiply: multiply,
  NotEqual: notEqual,
  OneHot: oneHot,
  OnesLike: onesLike,
  Real: real,
  ReluGrad: reluGrad,
  ResizeBilinearGrad: resizeBilinearGrad,
  ResizeNearestNeighborGrad: resizeNearestNeighborGrad,
  RmspropStep: rmspropStep,
  SgdStep: sgdStep,
  SimpleRNN: simpleRNN,
  SimpleRNNGrad: simpleRNNGrad,
  Slice: slice,
  Softmax: softmax,
  SoftmaxCrossentropy: softmaxCrossentropy,
  SparseToDense: sparseToDense,
  SplitV: splitV,
  StaticRegexReplace: staticRegexReplace,
  Sub: sub,
  Sum: sum,
  Tanh: tanh,
  Tile: tile,
  Transpose: transpose,
  Unpack: unpack,
  UnsortedSegmentSum: unsortedSegmentSum,
  ZerosLike: zerosLike,
};
