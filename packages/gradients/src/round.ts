import { type GradConfig, Round, zerosLike } from '@tensorflow/tfjs-core';
import { gradient } from './gradient.js';

/** `Round`: 0 almost everywhere. */
export const roundGradient: GradConfig = /* @__PURE__ */ gradient({
  kernelName: Round,
  gradFunc: (dy) => ({ x: () => zerosLike(dy) }),
});
