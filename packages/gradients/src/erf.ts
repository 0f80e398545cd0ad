import { Erf, exp, type GradConfig, mul, neg, square } from '@tensorflow/tfjs-core';
import { gradient } from './gradient.js';

export const erfGradient: GradConfig = /* @__PURE__ */ gradient({
  kernelName: Erf,
  inputsToSave: ['x'],
  gradFunc: (dy, [x]) => ({ x: () => mul(dy, mul(2 / Math.sqrt(Math.PI), exp(neg(square(x))))) }),
});
