import type { Kernel } from './kernel.js';
import { dropout, reluGrad } from './kernels/elementwise.js';
import { adagradStep, adamStep, rmspropStep, sgdStep } from './kernels/optimizers.js';
import { softmaxCrossentropy } from './kernels/softmaxCrossentropy.js';

/** What is added to tfjs's own, by the names of the kernels page. */
export const kernels: Readonly<Record<string, Kernel>> = {
  AdagradStep: adagradStep,
  AdamStep: adamStep,
  Dropout: dropout,
  ReluGrad: reluGrad,
  RmspropStep: rmspropStep,
  SgdStep: sgdStep,
  SoftmaxCrossentropy: softmaxCrossentropy,
};
