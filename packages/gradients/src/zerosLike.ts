import { type GradConfig, ZerosLike, zerosLike } from '@tensorflow/tfjs-core';
import { gradient } from './gradient.js';

/** `ZerosLike`: 0. */
export const zerosLikeGradient: GradConfig = /* @__PURE__ */ gradient({
  kernelName: ZerosLike,
  gradFunc: (dy) => ({ x: () => zerosLike(dy) }),
});
