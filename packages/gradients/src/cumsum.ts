import { Cumsum, cumsum, type GradConfig } from '@tensorflow/tfjs-core';
import { gradient } from './gradient.js';

/** `Cumsum`: the sum of the gradients from there on. */
export const cumsumGradient: GradConfig = /* @__PURE__ */ gradient({
  kernelName: Cumsum,
  gradFunc: (dy, _, { axis, exclusive, reverse }: { axis: number; exclusive: boolean; reverse: boolean }) => ({
    x: () => cumsum(dy, axis, exclusive, !reverse),
  }),
});
