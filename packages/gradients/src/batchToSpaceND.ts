import { BatchToSpaceND, type GradConfig, spaceToBatchND } from '@tensorflow/tfjs-core';
import { gradient } from './gradient.js';

/** `BatchToSpaceND`: the inverse rearrangement. */
export const batchToSpaceNDGradient: GradConfig = /* @__PURE__ */ gradient({
  kernelName: BatchToSpaceND,
  gradFunc: (dy, _, { blockShape, crops }: { blockShape: number[]; crops: number[][] }) => ({
    x: () => spaceToBatchND(dy, blockShape, crops),
  }),
});
