import { Ceil, type GradConfig, zerosLike } from '@tensorflow/tfjs-core';
import { gradient } from './gradient.js';

/** `Ceil`: 0 almost everywhere. */
export const ceilGradient: GradConfig = /* @__PURE__ */ gradient({
  kernelName: Ceil,
  gradFunc: (dy) => ({ x: () => zerosLike(dy) }),
});
