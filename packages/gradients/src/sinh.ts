import { cosh, type GradConfig, mul, Sinh } from '@tensorflow/tfjs-core';
import { gradient } from './gradient.js';

/** `Sinh`: cosh x. */
export const sinhGradient: GradConfig = /* @__PURE__ */ gradient({
  kernelName: Sinh,
  inputsToSave: ['x'],
  gradFunc: (dy, [x]) => ({ x: () => mul(dy, cosh(x)) }),
});
