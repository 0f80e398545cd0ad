import { type GradConfig, Pack, reshape, slice } from '@tensorflow/tfjs-core';
import { wholeAxes } from './axes.js';
import { gradient } from './gradient.js';

/** `Pack`: each input gets its slice. */
export const packGradient: GradConfig = /* @__PURE__ */ gradient({
  kernelName: Pack,
  saveAllInputs: true,
  gradFunc: (dy, saved, { axis }: { axis: number }) => {
    const at = wholeAxes(axis, dy.rank)[0]!;
    return saved.map((input, which) => () => {
      const begin = dy.shape.map((_, i) => (i === at ? which : 0));
      const size = dy.shape.map((all, i) => (i === at ? 1 : all));
      return reshape(slice(dy, begin, size), input.shape);
    });
  },
});
