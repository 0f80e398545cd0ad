import { type GradConfig, IsFinite, zerosLike } from '@tensorflow/tfjs-core';
import { gradient } from './gradient.js';

export const isFiniteGradient: GradConfig = /* @__PURE__ */ gradient({
  kernelName: IsFinite,
  gradFunc: (dy) => ({ x: () => zerosLike(dy) }),
});
