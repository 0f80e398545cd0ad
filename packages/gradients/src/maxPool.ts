import { add, engine, type GradConfig, getBackend, MaxPool, MaxPoolGrad, min, sub } from '@tensorflow/tfjs-core';
import { gradient } from './gradient.js';
import { hasKernel } from './hasKernel.js';

interface Attrs {
  readonly filterSize: number | [number, number];
  readonly strides: number | [number, number];
  readonly pad: string | number;
  readonly dimRoundingMode?: string;
}

/** `MaxPool`: to the first maximum of each window. */
export const maxPoolGradient: GradConfig = /* @__PURE__ */ gradient({
  kernelName: MaxPool,
  inputsToSave: ['x'],
  outputsToSave: [true],
  gradFunc: (dy, [x, y], { filterSize, strides, pad, dimRoundingMode }: Attrs) => ({
    x: () => {
      // tfjs's own wasm kernel loses windows whose maximum is not above 0; a shift moves all above it and no gradient.
      const stock = getBackend() === 'wasm' && !hasKernel('ReluGrad');
      const shift = stock ? sub(1, min(x)) : null;
      return engine().runKernel(
        MaxPoolGrad,
        { dy, input: shift ? add(x, shift) : x, output: shift ? add(y, shift) : y },
        { filterSize, strides, pad, dimRoundingMode: dimRoundingMode! },
      );
    },
  }),
});
