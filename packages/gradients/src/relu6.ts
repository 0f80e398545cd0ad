import { cast, type GradConfig, lessEqual, mul, Relu6, step } from '@tensorflow/tfjs-core';
import { gradient } from './gradient.js';

/** `Relu6`: 1 between 0 and 6, 0 elsewhere. */
export const relu6Gradient: GradConfig = /* @__PURE__ */ gradient({
  kernelName: Relu6,
  inputsToSave: ['x'],
  gradFunc: (dy, [x]) => ({ x: () => mul(dy, mul(step(x), cast(lessEqual(x, 6), 'float32'))) }),
});
