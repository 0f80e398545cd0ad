import { add, type GradConfig, range, reshape, scatterND, type Tensor, TopK } from '@tensorflow/tfjs-core';
import { gradient } from './gradient.js';

/** `TopK`: each value’s back to where it was taken from. */
export const topKGradient: GradConfig = /* @__PURE__ */ gradient<unknown, Tensor[]>({
  kernelName: TopK,
  inputsToSave: ['x'],
  outputsToSave: [false, true],
  gradFunc: ([dy], [x, indices]) => ({
    x: () => {
      const [n, k] = [x.shape[x.rank - 1]!, indices.shape[indices.rank - 1]!];
      const first = reshape(range(0, x.size, n, 'int32'), [-1, 1]);
      const ids = reshape(add(reshape(indices, [-1, k]), first), [-1, 1]);
      return reshape(scatterND(ids, reshape(dy!, [-1]), [x.size]), x.shape);
    },
  }),
});
