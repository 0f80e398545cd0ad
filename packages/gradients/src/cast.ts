import { Cast, clone, type GradConfig } from '@tensorflow/tfjs-core';
import { gradient } from './gradient.js';

/** `Cast`: 1. */
export const castGradient: GradConfig = /* @__PURE__ */ gradient({
  kernelName: Cast,
  gradFunc: (dy) => ({ x: () => clone(dy) }),
});
