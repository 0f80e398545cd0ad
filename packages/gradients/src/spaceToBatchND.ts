import { batchToSpaceND, type GradConfig, SpaceToBatchND } from '@tensorflow/tfjs-core';
import { gradient } from './gradient.js';

/** `SpaceToBatchND`: the inverse rearrangement. */
export const spaceToBatchNDGradient: GradConfig = /* @__PURE__ */ gradient({
  kernelName: SpaceToBatchND,
  gradFunc: (dy, _, { blockShape, paddings }: { blockShape: number[]; paddings: number[][] }) => ({
    x: () => batchToSpaceND(dy, blockShape, paddings),
  }),
});
