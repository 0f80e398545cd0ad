import { Elu, exp, type GradConfig, minimum, mul } from '@tensorflow/tfjs-core';
import { gradient } from './gradient.js';

/** `Elu`: 1 above 0, eˣ below. */
export const eluGradient: GradConfig = /* @__PURE__ */ gradient({
  kernelName: Elu,
  inputsToSave: ['x'],
  gradFunc: (dy, [x]) => ({ x: () => mul(dy, exp(minimum(x, 0))) }),
});
