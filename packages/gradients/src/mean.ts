import { broadcastTo, type GradConfig, Mean, mul } from '@tensorflow/tfjs-core';
import { restore } from './axes.js';
import { gradient } from './gradient.js';

/** `Mean`: 1 / n for each of the n. */
export const meanGradient: GradConfig = /* @__PURE__ */ gradient({
  kernelName: Mean,
  inputsToSave: ['x'],
  gradFunc: (dy, [x], { axis }: { axis: number | number[] }) => ({
    x: () => broadcastTo(restore(mul(dy, dy.size / x.size), x, axis), x.shape),
  }),
});
