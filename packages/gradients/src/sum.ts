import { broadcastTo, type GradConfig, Sum } from '@tensorflow/tfjs-core';
import { restore } from './axes.js';
import { gradient } from './gradient.js';

/** `Sum`: 1 for each. */
export const sumGradient: GradConfig = /* @__PURE__ */ gradient({
  kernelName: Sum,
  inputsToSave: ['x'],
  gradFunc: (dy, [x], { axis }: { axis: number | number[] }) => ({
    x: () => broadcastTo(restore(dy, x, axis), x.shape),
  }),
});
