import { type GradConfig, pad, Slice } from '@tensorflow/tfjs-core';
import { gradient } from './gradient.js';

/** `Slice`: zeros around it. */
export const sliceGradient: GradConfig = /* @__PURE__ */ gradient({
  kernelName: Slice,
  inputsToSave: ['x'],
  gradFunc: (dy, [x], { begin }: { begin: number | number[] }) => ({
    x: () => {
      const from = typeof begin === 'number' ? [begin] : begin;
      return pad(
        dy,
        x.shape.map((size, i): [number, number] => [from[i] ?? 0, size - (from[i] ?? 0) - dy.shape[i]!]),
      );
    },
  }),
});
