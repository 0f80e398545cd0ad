import { type GradConfig, Neg, neg } from '@tensorflow/tfjs-core';
import { gradient } from './gradient.js';

/** `Neg`: −1. */
export const negGradient: GradConfig = /* @__PURE__ */ gradient({
  kernelName: Neg,
  gradFunc: (dy) => ({ x: () => neg(dy) }),
});
