import { type GradConfig, LogSoftmax, mul, softmax, sub, sum } from '@tensorflow/tfjs-core';
import { gradient } from './gradient.js';

/** `LogSoftmax`: dy − softmax(x) Σ dy. */
export const logSoftmaxGradient: GradConfig = /* @__PURE__ */ gradient({
  kernelName: LogSoftmax,
  inputsToSave: ['logits'],
  gradFunc: (dy, [logits]) => ({ logits: () => sub(dy, mul(sum(dy, -1, true), softmax(logits))) }),
});
