import { type GradConfig, LogicalAnd, zeros } from '@tensorflow/tfjs-core';
import { gradient } from './gradient.js';

/** `LogicalAnd`: 0: a truth value does not change by degrees. */
export const logicalAndGradient: GradConfig = /* @__PURE__ */ gradient({
  kernelName: LogicalAnd,
  inputsToSave: ['a', 'b'],
  gradFunc: (_, [a, b]) => ({ a: () => zeros(a.shape), b: () => zeros(b.shape) }),
});
