import { Floor, type GradConfig, zerosLike } from '@tensorflow/tfjs-core';
import { gradient } from './gradient.js';

export const floorGradient: GradConfig = /* @__PURE__ */ gradient({
  kernelName: Floor,
  gradFunc: (dy) => ({ x: () => zerosLike(dy) }),
});
