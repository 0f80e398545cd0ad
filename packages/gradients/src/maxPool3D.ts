import { engine, type GradConfig, MaxPool3D, MaxPool3DGrad } from '@tensorflow/tfjs-core';
import { gradient } from './gradient.js';

interface Attrs {
  readonly filterSize: number | [number, number, number];
  readonly strides: number | [number, number, number];
  readonly pad: string | number;
  readonly dimRoundingMode?: string;
}

/** `MaxPool3D`: to the first maximum of each window. */
export const maxPool3DGradient: GradConfig = /* @__PURE__ */ gradient({
  kernelName: MaxPool3D,
  inputsToSave: ['x'],
  outputsToSave: [true],
  gradFunc: (dy, [input, output], { filterSize, strides, pad, dimRoundingMode }: Attrs) => ({
    x: () =>
      engine().runKernel(
        MaxPool3DGrad,
        { dy, input, output },
        { filterSize, strides, pad, dimRoundingMode: dimRoundingMode! },
      ),
  }),
});
