import { type GradConfig, mul, Softmax, softmax, sub, sum } from '@tensorflow/tfjs-core';
import { gradient } from './gradient.js';

/** `Softmax`: y (dy − Σ y dy). */
export const softmaxGradient: GradConfig = /* @__PURE__ */ gradient({
  kernelName: Softmax,
  inputsToSave: ['logits'],
  gradFunc: (dy, [logits]) => ({
    logits: () => {
      const y = softmax(logits);
      const weighted = mul(dy, y);
      return sub(weighted, mul(sum(weighted, -1, true), y));
    },
  }),
});
