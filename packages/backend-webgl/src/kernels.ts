import type { Kernel } from './kernel.js';
import { adamStep, sgdStep } from './kernels/optimizers.js';

/** What is added to tfjs's own, by the names of the kernels page. */
export const kernels: Readonly<Record<string, Kernel>> = {
  AdamStep: adamStep,
  SgdStep: sgdStep,
};
