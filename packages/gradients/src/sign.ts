import { type GradConfig, Sign, zerosLike } from '@tensorflow/tfjs-core';
import { gradient } from './gradient.js';

/** `Sign`: 0 almost everywhere. */
export const signGradient: GradConfig = /* @__PURE__ */ gradient({
  kernelName: Sign,
  gradFunc: (dy) => ({ x: () => zerosLike(dy) }),
});
