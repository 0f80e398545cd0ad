import { concat, type GradConfig, SplitV, type Tensor } from '@tensorflow/tfjs-core';
import { gradient } from './gradient.js';

/** `SplitV`: put together again. */
export const splitVGradient: GradConfig = /* @__PURE__ */ gradient<{ axis: number }, Tensor[]>({
  kernelName: SplitV,
  gradFunc: (dy, _, { axis }) => ({ x: () => concat(dy, axis) }),
});
