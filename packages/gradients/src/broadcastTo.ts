import { BroadcastTo, type GradConfig } from '@tensorflow/tfjs-core';
import { gradient } from './gradient.js';
import { unbroadcast } from './unbroadcast.js';

/** `BroadcastTo`: the sum over the copies. */
export const broadcastToGradient: GradConfig = /* @__PURE__ */ gradient({
  kernelName: BroadcastTo,
  gradFunc: (dy, _, { inputShape }: { inputShape: number[] }) => ({ x: () => unbroadcast(dy, inputShape) }),
});
