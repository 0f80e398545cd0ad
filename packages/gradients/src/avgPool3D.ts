import { AvgPool3D, AvgPool3DGrad, type GradConfig } from '@tensorflow/tfjs-core';
import { averageGradient, type Pool } from './averageGradient.js';
import { gradient } from './gradient.js';

export const avgPool3DGradient: GradConfig = /* @__PURE__ */ gradient({
  kernelName: AvgPool3D,
  inputsToSave: ['x'],
  gradFunc: (dy, [x], attrs: Pool) => ({ x: () => averageGradient(AvgPool3DGrad, dy, x, attrs) }),
});
