import { type GradConfig, LogicalOr, zeros } from '@tensorflow/tfjs-core';
import { gradient } from './gradient.js';

export const logicalOrGradient: GradConfig = /* @__PURE__ */ gradient({
  kernelName: LogicalOr,
  inputsToSave: ['a', 'b'],
  gradFunc: (_, [a, b]) => ({ a: () => zeros(a.shape), b: () => zeros(b.shape) }),
});
