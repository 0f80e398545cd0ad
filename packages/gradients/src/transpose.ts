import { type GradConfig, Transpose, transpose } from '@tensorflow/tfjs-core';
import { gradient } from './gradient.js';

/** `Transpose`: the inverse permutation. */
export const transposeGradient: GradConfig = /* @__PURE__ */ gradient({
  kernelName: Transpose,
  gradFunc: (dy, _, { perm }: { perm: number[] }) => ({
    x: () =>
      transpose(
        dy,
        perm.map((_, i) => perm.indexOf(i)),
      ),
  }),
});
