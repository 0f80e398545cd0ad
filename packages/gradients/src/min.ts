import { cast, equal, type GradConfig, Min, mul } from '@tensorflow/tfjs-core';
import { restore } from './axes.js';
import { gradient } from './gradient.js';

/** `Min`: to every element that equals the minimum. */
export const minGradient: GradConfig = /* @__PURE__ */ gradient({
  kernelName: Min,
  inputsToSave: ['x'],
  outputsToSave: [true],
  gradFunc: (dy, [x, y], { axis }: { axis: number | number[] }) => ({
    x: () => mul(restore(dy, x, axis), cast(equal(x, restore(y, x, axis)), 'float32')),
  }),
});
