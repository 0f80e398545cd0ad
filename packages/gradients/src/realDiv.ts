import { div, type GradConfig, mul, neg, RealDiv, square } from '@tensorflow/tfjs-core';
import { gradient } from './gradient.js';
import { unbroadcast } from './unbroadcast.js';

/** `RealDiv`: 1 / b and −a / b². */
export const realDivGradient: GradConfig = /* @__PURE__ */ gradient({
  kernelName: RealDiv,
  inputsToSave: ['a', 'b'],
  gradFunc: (dy, [a, b]) => ({
    a: () => unbroadcast(div(dy, b), a.shape),
    b: () => unbroadcast(neg(div(mul(dy, a), square(b))), b.shape),
  }),
});
