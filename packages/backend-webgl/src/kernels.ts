import type { Kernel } from './kernel.js';
import { conv2dBackpropFilter } from './kernels/convolution.js';
import { dropout, reluGrad } from './kernels/elementwise.js';
import { adamStep, sgdStep } from './kernels/optimizers.js';
import { maxPoolGrad } from './kernels/pooling.js';
import { softmaxCrossentropy } from './kernels/softmaxCrossentropy.js';
import { sum } from './kernels/sum.js';
import { elu, selu, softplus } from './kernels/unary.js';

/** What is added to tfjs's own, by the names of the kernels page. */
export const kernels: Readonly<Record<string, Kernel>> = {
  AdamStep: adamStep,
  Conv2DBackpropFilter: conv2dBackpropFilter,
  Dropout: dropout,
  Elu: elu,
  MaxPoolGrad: maxPoolGrad,
  ReluGrad: reluGrad,
  Selu: selu,
  SgdStep: sgdStep,
  SoftmaxCrossentropy: softmaxCrossentropy,
  Softplus: softplus,
  Sum: sum,
};
