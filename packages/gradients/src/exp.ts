import { Exp, exp, type GradConfig, mul } from '@tensorflow/tfjs-core';
import { gradient } from './gradient.js';

/** `Exp`: eˣ. */
export const expGradient: GradConfig = /* @__PURE__ */ gradient({
  kernelName: Exp,
  inputsToSave: ['x'],
  gradFunc: (dy, [x]) => ({ x: () => mul(dy, exp(x)) }),
});
