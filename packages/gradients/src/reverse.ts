import { type GradConfig, Reverse, reverse } from '@tensorflow/tfjs-core';
import { gradient } from './gradient.js';

/** `Reverse`: reversed again. */
export const reverseGradient: GradConfig = /* @__PURE__ */ gradient({
  kernelName: Reverse,
  gradFunc: (dy, _, { dims }: { dims: number | number[] }) => ({ x: () => reverse(dy, dims) }),
});
