import { type GradConfig, IsFinite, zerosLike } from '@tensorflow/tfjs-core';
import { gradient } from './gradient.js';

/** `IsFinite`: 0. */
export const isFiniteGradient: GradConfig = /* @__PURE__ */ gradient({
  kernelName: IsFinite,
  gradFunc: (dy) => ({ x: () => zerosLike(dy) }),
});
