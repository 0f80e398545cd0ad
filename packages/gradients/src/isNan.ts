import { type GradConfig, IsNan, zerosLike } from '@tensorflow/tfjs-core';
import { gradient } from './gradient.js';

/** `IsNan`: 0. */
export const isNanGradient: GradConfig = /* @__PURE__ */ gradient({
  kernelName: IsNan,
  gradFunc: (dy) => ({ x: () => zerosLike(dy) }),
});
