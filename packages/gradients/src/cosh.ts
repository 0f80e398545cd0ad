import { Cosh, type GradConfig, mul, sinh } from '@tensorflow/tfjs-core';
import { gradient } from './gradient.js';

/** `Cosh`: sinh x. */
export const coshGradient: GradConfig = /* @__PURE__ */ gradient({
  kernelName: Cosh,
  inputsToSave: ['x'],
  gradFunc: (dy, [x]) => ({ x: () => mul(dy, sinh(x)) }),
});
