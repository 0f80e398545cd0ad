import { type GradConfig, OnesLike, zerosLike } from '@tensorflow/tfjs-core';
import { gradient } from './gradient.js';

/** `OnesLike`: 0. */
export const onesLikeGradient: GradConfig = /* @__PURE__ */ gradient({
  kernelName: OnesLike,
  gradFunc: (dy) => ({ x: () => zerosLike(dy) }),
});
