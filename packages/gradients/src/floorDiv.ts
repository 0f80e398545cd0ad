import { div, FloorDiv, type GradConfig, mul, neg, square } from '@tensorflow/tfjs-core';
import { gradient } from './gradient.js';
import { unbroadcast } from './unbroadcast.js';

/** `FloorDiv`: that of a / b, as in tfjs-core; the true one is 0 almost everywhere. */
export const floorDivGradient: GradConfig = /* @__PURE__ */ gradient({
  kernelName: FloorDiv,
  inputsToSave: ['a', 'b'],
  gradFunc: (dy, [a, b]) => ({
    a: () => unbroadcast(div(dy, b), a.shape),
    b: () => unbroadcast(neg(div(mul(dy, a), square(b))), b.shape),
  }),
});
