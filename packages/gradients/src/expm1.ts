import { Expm1, exp, type GradConfig, mul } from '@tensorflow/tfjs-core';
import { gradient } from './gradient.js';

/** `Expm1`: eˣ. */
export const expm1Gradient: GradConfig = /* @__PURE__ */ gradient({
  kernelName: Expm1,
  inputsToSave: ['x'],
  gradFunc: (dy, [x]) => ({ x: () => mul(dy, exp(x)) }),
});
