import { cast, type GradConfig, Identity } from '@tensorflow/tfjs-core';
import { gradient } from './gradient.js';

/** `Identity`: 1. */
export const identityGradient: GradConfig = /* @__PURE__ */ gradient({
  kernelName: Identity,
  gradFunc: (dy) => ({ x: () => cast(dy, 'float32') }),
});
