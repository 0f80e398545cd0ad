import { ClipByValue, cast, type GradConfig, greaterEqual, lessEqual, logicalAnd, mul } from '@tensorflow/tfjs-core';
import { gradient } from './gradient.js';

/** `ClipByValue`: 1 between the limits, 0 beyond. */
export const clipByValueGradient: GradConfig = /* @__PURE__ */ gradient({
  kernelName: ClipByValue,
  inputsToSave: ['x'],
  gradFunc: (dy, [x], { clipValueMin, clipValueMax }: { clipValueMin: number; clipValueMax: number }) => ({
    x: () => mul(dy, cast(logicalAnd(greaterEqual(x, clipValueMin), lessEqual(x, clipValueMax)), 'float32')),
  }),
});
