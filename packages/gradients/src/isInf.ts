import { type GradConfig, IsInf, zerosLike } from '@tensorflow/tfjs-core';
import { gradient } from './gradient.js';

/** `IsInf`: 0. */
export const isInfGradient: GradConfig = /* @__PURE__ */ gradient({
  kernelName: IsInf,
  gradFunc: (dy) => ({ x: () => zerosLike(dy) }),
});
