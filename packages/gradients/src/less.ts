import { type GradConfig, Less, zeros } from '@tensorflow/tfjs-core';
import { gradient } from './gradient.js';

export const lessGradient: GradConfig = /* @__PURE__ */ gradient({
  kernelName: Less,
  inputsToSave: ['a', 'b'],
  gradFunc: (_, [a, b]) => ({ a: () => zeros(a.shape), b: () => zeros(b.shape) }),
});
