import { engine, type GradConfig, LRN, LRNGrad } from '@tensorflow/tfjs-core';
import { gradient } from './gradient.js';

interface Attrs {
  readonly depthRadius: number;
  readonly bias: number;
  readonly alpha: number;
  readonly beta: number;
}

/** `LRN`: the kernel’s own. */
export const lrnGradient: GradConfig = /* @__PURE__ */ gradient({
  kernelName: LRN,
  inputsToSave: ['x'],
  outputsToSave: [true],
  gradFunc: (dy, [x, y], { depthRadius, bias, alpha, beta }: Attrs) => ({
    x: () => engine().runKernel(LRNGrad, { x, y, dy }, { depthRadius, bias, alpha, beta }),
  }),
});
