import { Cos, type GradConfig, mul, neg, sin } from '@tensorflow/tfjs-core';
import { gradient } from './gradient.js';

/** `Cos`: −sin x. */
export const cosGradient: GradConfig = /* @__PURE__ */ gradient({
  kernelName: Cos,
  inputsToSave: ['x'],
  gradFunc: (dy, [x]) => ({ x: () => neg(mul(dy, sin(x))) }),
});
