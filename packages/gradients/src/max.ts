import { cast, equal, type GradConfig, Max, mul } from '@tensorflow/tfjs-core';
import { restore } from './axes.js';
import { gradient } from './gradient.js';

/** `Max`: to every element that equals the maximum. */
export const maxGradient: GradConfig = /* @__PURE__ */ gradient({
  kernelName: Max,
  inputsToSave: ['x'],
  outputsToSave: [true],
  gradFunc: (dy, [x, y], { reductionIndices: axis }: { reductionIndices: number | number[] }) => ({
    x: () => mul(restore(dy, x, axis), cast(equal(x, restore(y, x, axis)), 'float32')),
  }),
});
