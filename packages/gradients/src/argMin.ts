import { ArgMin, type GradConfig, zeros } from '@tensorflow/tfjs-core';
import { gradient } from './gradient.js';

/** `ArgMin`: 0: an index does not change by degrees. */
export const argMinGradient: GradConfig = /* @__PURE__ */ gradient({
  kernelName: ArgMin,
  inputsToSave: ['x'],
  gradFunc: (_, [x]) => ({ x: () => zeros(x.shape) }),
});
