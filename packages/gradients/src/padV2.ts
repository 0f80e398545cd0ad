import { type GradConfig, PadV2, slice } from '@tensorflow/tfjs-core';
import { gradient } from './gradient.js';

/** `PadV2`: what is inside the padding. */
export const padV2Gradient: GradConfig = /* @__PURE__ */ gradient({
  kernelName: PadV2,
  inputsToSave: ['x'],
  gradFunc: (dy, [x], { paddings }: { paddings: [number, number][] }) => ({
    x: () =>
      slice(
        dy,
        paddings.map(([before]) => before),
        x.shape,
      ),
  }),
});
