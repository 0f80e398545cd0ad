import { type GradConfig, Select, where, zeros, zerosLike } from '@tensorflow/tfjs-core';
import { gradient } from './gradient.js';

/** `Select`: to the side that was chosen. */
export const selectGradient: GradConfig = /* @__PURE__ */ gradient({
  kernelName: Select,
  inputsToSave: ['condition'],
  gradFunc: (dy, [condition]) => ({
    condition: () => zeros(condition.shape),
    t: () => where(condition, dy, zerosLike(dy)),
    e: () => where(condition, zerosLike(dy), dy),
  }),
});
