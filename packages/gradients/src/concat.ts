import { Concat, type GradConfig, slice } from '@tensorflow/tfjs-core';
import { wholeAxes } from './axes.js';
import { gradient } from './gradient.js';

/** `Concat`: each input gets its part. */
export const concatGradient: GradConfig = /* @__PURE__ */ gradient({
  kernelName: Concat,
  saveAllInputs: true,
  gradFunc: (dy, saved, { axis }: { axis: number }) => {
    const at = wholeAxes(axis, dy.rank)[0]!;
    let end = 0;
    return saved.map((input) => {
      const begin = dy.shape.map((_, i) => (i === at ? end : 0));
      end += input.shape[at]!;
      const size = [...input.shape];
      return () => slice(dy, begin, size);
    });
  },
});
