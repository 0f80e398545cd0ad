import { type GradConfig, Step, zerosLike } from '@tensorflow/tfjs-core';
import { gradient } from './gradient.js';

/** `Step`: 0 almost everywhere. */
export const stepGradient: GradConfig = /* @__PURE__ */ gradient({
  kernelName: Step,
  gradFunc: (dy) => ({ x: () => zerosLike(dy) }),
});
