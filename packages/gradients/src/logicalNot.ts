import { type GradConfig, LogicalNot, zerosLike } from '@tensorflow/tfjs-core';
import { gradient } from './gradient.js';

/** `LogicalNot`: 0: a truth value does not change by degrees. */
export const logicalNotGradient: GradConfig = /* @__PURE__ */ gradient({
  kernelName: LogicalNot,
  gradFunc: (dy) => ({ x: () => zerosLike(dy) }),
});
