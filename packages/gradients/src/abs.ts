import { Abs, type GradConfig, mul, sign } from '@tensorflow/tfjs-core';
import { gradient } from './gradient.js';

/** `Abs`: d|x| = sign(x); 0 at 0. */
export const absGradient: GradConfig = /* @__PURE__ */ gradient({
  kernelName: Abs,
  inputsToSave: ['x'],
  gradFunc: (dy, [x]) => ({ x: () => mul(dy, sign(x)) }),
});
