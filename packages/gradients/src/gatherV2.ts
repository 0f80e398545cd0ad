import { add, cast, GatherV2, type GradConfig, range, reshape, transpose, zeros } from '@tensorflow/tfjs-core';
import { wholeAxes } from './axes.js';
import { gradient } from './gradient.js';
import { segmentSum } from './segmentSum.js';

/** `GatherV2`: each row of x gets the sum of the gradients of its copies. */
export const gatherV2Gradient: GradConfig = /* @__PURE__ */ gradient({
  kernelName: GatherV2,
  inputsToSave: ['x', 'indices'],
  gradFunc: (dy, [x, indices], { axis, batchDims }: { axis: number; batchDims: number }) => ({
    x: () => {
      const at = wholeAxes(axis, x.rank)[0]!;
      const product = (sizes: number[]): number => sizes.reduce((a, b) => a * b, 1);
      const batch = product(x.shape.slice(0, batchDims));
      const outer = product(x.shape.slice(batchDims, at));
      const inner = product(x.shape.slice(at + 1));
      const [n, k] = [x.shape[at]!, indices.size / batch];
      const rows = reshape(transpose(reshape(dy, [batch, outer, k, inner]), [0, 2, 1, 3]), [batch * k, outer * inner]);
      // Each sample of the batch has segments of its own.
      const first = reshape(range(0, batch * n, n, 'int32'), [batch, 1]);
      const ids = reshape(add(reshape(cast(indices, 'int32'), [batch, k]), first), [-1]);
      const sums = reshape(segmentSum(rows, ids, batch * n), [batch, n, outer, inner]);
      return reshape(transpose(sums, [0, 2, 1, 3]), x.shape);
    },
    indices: () => zeros(indices.shape),
  }),
});
