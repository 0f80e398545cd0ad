import { Cumsum, cumsum, type GradConfig } from '@tensorflow/tfjs-core';
import { gradient } from './gradient.js';

export const cumsumGradient: GradConfig = /* @__PURE__ */ gradient({
  kernelName: Cumsum,
  gradFunc: (dy, _, { axis, exclusive, reverse }: { axis: number; exclusive: boolean; reverse: boolean }) => ({
    x: () => cumsum(dy, axis, exclusive, !reverse),
  }),
});
