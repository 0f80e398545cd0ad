import { AvgPool3D, AvgPool3DGrad, type GradConfig } from '@tensorflow/tfjs-core';
import { averageGradient, type Pool } from './averageGradient.js';
import { gradient } from './gradient.js';

/** `AvgPool3D`: each input of a window gets its share of the window's gradient. */
export const avgPool3DGradient: GradConfig = /* @__PURE__ */ gradient({
  kernelName: AvgPool3D,
  inputsToSave: ['x'],
  gradFunc: (dy, [x], attrs: Pool) => ({ x: () => averageGradient(AvgPool3DGrad, dy, x, attrs) }),
});
