import { AvgPool, AvgPoolGrad, type GradConfig } from '@tensorflow/tfjs-core';
import { averageGradient, type Pool } from './averageGradient.js';
import { gradient } from './gradient.js';

/** `AvgPool`: each input of a window gets its share of the window's gradient. */
export const avgPoolGradient: GradConfig = /* @__PURE__ */ gradient({
  kernelName: AvgPool,
  inputsToSave: ['x'],
  gradFunc: (dy, [x], attrs: Pool) => ({ x: () => averageGradient(AvgPoolGrad, dy, x, attrs) }),
});
