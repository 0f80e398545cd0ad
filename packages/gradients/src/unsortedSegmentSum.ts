import {
  cast,
  type GradConfig,
  gather,
  greaterEqual,
  maximum,
  mul,
  reshape,
  scalar,
  type Tensor1D,
  UnsortedSegmentSum,
} from '@tensorflow/tfjs-core';
import { gradient } from './gradient.js';

/** `UnsortedSegmentSum`: each row gets its segment's; 0 where it has none. */
export const unsortedSegmentSumGradient: GradConfig = /* @__PURE__ */ gradient({
  kernelName: UnsortedSegmentSum,
  inputsToSave: ['segmentIds'],
  gradFunc: (dy, [segmentIds]) => ({
    x: () => {
      // A negative id drops its row.
      const rows = gather(dy, maximum(segmentIds, scalar(0, 'int32')) as Tensor1D);
      const kept = cast(greaterEqual(segmentIds, scalar(0, 'int32')), 'float32');
      return mul(rows, reshape(kept, [segmentIds.size, ...dy.shape.slice(1).map(() => 1)]));
    },
  }),
});
