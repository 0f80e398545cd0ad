import { abs, ComplexAbs, divNoNan, type GradConfig, mul, real } from '@tensorflow/tfjs-core';
import { gradient } from './gradient.js';

/** With respect to the real part: a tape of tfjs-core carries no complex gradients. */
export const complexAbsGradient: GradConfig = /* @__PURE__ */ gradient({
  kernelName: ComplexAbs,
  inputsToSave: ['x'],
  gradFunc: (dy, [x]) => ({ x: () => mul(dy, divNoNan(real(x), abs(x))) }),
});
