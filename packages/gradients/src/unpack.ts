import { type GradConfig, stack, type Tensor, Unpack } from '@tensorflow/tfjs-core';
import { gradient } from './gradient.js';

/** `Unpack`: put together again. */
export const unpackGradient: GradConfig = /* @__PURE__ */ gradient<{ axis: number }, Tensor[]>({
  kernelName: Unpack,
  gradFunc: (dy, _, { axis }) => ({ value: () => stack(dy, axis) }),
});
