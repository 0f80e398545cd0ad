import { type GradConfig, LogicalOr, zeros } from '@tensorflow/tfjs-core';
import { gradient } from './gradient.js';

/** `LogicalOr`: 0: a truth value does not change by degrees. */
export const logicalOrGradient: GradConfig = /* @__PURE__ */ gradient({
  kernelName: LogicalOr,
  inputsToSave: ['a', 'b'],
  gradFunc: (_, [a, b]) => ({ a: () => zeros(a.shape), b: () => zeros(b.shape) }),
});
