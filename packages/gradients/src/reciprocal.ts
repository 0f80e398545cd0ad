import { div, type GradConfig, neg, Reciprocal, square } from '@tensorflow/tfjs-core';
import { gradient } from './gradient.js';

/** `Reciprocal`: −1 / x². */
export const reciprocalGradient: GradConfig = /* @__PURE__ */ gradient({
  kernelName: Reciprocal,
  inputsToSave: ['x'],
  gradFunc: (dy, [x]) => ({ x: () => neg(div(dy, square(x))) }),
});
