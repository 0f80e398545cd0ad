import { Atan2, add, div, type GradConfig, mul, neg, square } from '@tensorflow/tfjs-core';
import { gradient } from './gradient.js';
import { unbroadcast } from './unbroadcast.js';

/** `Atan2`: b / (a² + b²) and −a / (a² + b²). */
export const atan2Gradient: GradConfig = /* @__PURE__ */ gradient({
  kernelName: Atan2,
  inputsToSave: ['a', 'b'],
  gradFunc: (dy, [a, b]) => ({
    a: () => unbroadcast(mul(dy, div(b, add(square(a), square(b)))), a.shape),
    b: () => unbroadcast(neg(mul(dy, div(a, add(square(a), square(b))))), b.shape),
  }),
});
