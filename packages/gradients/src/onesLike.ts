import { type GradConfig, OnesLike, zerosLike } from '@tensorflow/tfjs-core';
import { gradient } from './gradient.js';

export const onesLikeGradient: GradConfig = /* @__PURE__ */ gradient({
  kernelName: OnesLike,
  gradFunc: (dy) => ({ x: () => zerosLike(dy) }),
});
