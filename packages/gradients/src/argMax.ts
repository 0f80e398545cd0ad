import { ArgMax, type GradConfig, zeros } from '@tensorflow/tfjs-core';
import { gradient } from './gradient.js';

/** `ArgMax`: 0: an index does not change by degrees. */
export const argMaxGradient: GradConfig = /* @__PURE__ */ gradient({
  kernelName: ArgMax,
  inputsToSave: ['x'],
  gradFunc: (_, [x]) => ({ x: () => zeros(x.shape) }),
});
