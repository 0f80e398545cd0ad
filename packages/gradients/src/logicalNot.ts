import { type GradConfig, LogicalNot, zerosLike } from '@tensorflow/tfjs-core';
import { gradient } from './gradient.js';

export const logicalNotGradient: GradConfig = /* @__PURE__ */ gradient({
  kernelName: LogicalNot,
  gradFunc: (dy) => ({ x: () => zerosLike(dy) }),
});
