import { Floor, type GradConfig, zerosLike } from '@tensorflow/tfjs-core';
import { gradient } from './gradient.js';

/** `Floor`: 0 almost everywhere. */
export const floorGradient: GradConfig = /* @__PURE__ */ gradient({
  kernelName: Floor,
  gradFunc: (dy) => ({ x: () => zerosLike(dy) }),
});
