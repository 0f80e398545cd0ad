import { Erf, exp, type GradConfig, mul, neg, square } from '@tensorflow/tfjs-core';
import { gradient } from './gradient.js';

/** `Erf`: 2/√π · e^(−x²). */
export const erfGradient: GradConfig = /* @__PURE__ */ gradient({
  kernelName: Erf,
  inputsToSave: ['x'],
  gradFunc: (dy, [x]) => ({ x: () => mul(dy, mul(2 / Math.sqrt(Math.PI), exp(neg(square(x))))) }),
});
