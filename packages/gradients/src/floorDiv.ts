import { div, FloorDiv, type GradConfig, mul, neg, square } from '@tensorflow/tfjs-core';
import { gradient } from './gradient.js';
import { unbroadcast } from './unbroadcast.js';

export const floorDivGradient: GradConfig = /* @__PURE__ */ gradient({
  kernelName: FloorDiv,
  inputsToSave: ['a', 'b'],
  gradFunc: (dy, [a, b]) => ({
    a: () => unbroadcast(div(dy, b), a.shape),
    b: () => unbroadcast(neg(div(mul(dy, a), square(b))), b.shape),
  }),
});
