import { clone, type GradConfig, reshape, sum, Tile } from '@tensorflow/tfjs-core';
import { gradient } from './gradient.js';

/** `Tile`: the sum over the copies. */
export const tileGradient: GradConfig = /* @__PURE__ */ gradient({
  kernelName: Tile,
  inputsToSave: ['x'],
  gradFunc: (dy, [x], { reps }: { reps: number[] }) => ({
    x: () =>
      reps.reduce((summed, times, axis) => {
        if (times === 1) return summed;
        const shape = [...summed.shape];
        shape[axis] = x.shape[axis]!;
        const inner = shape.slice(axis).reduce((a, b) => a * b, 1);
        return reshape(sum(reshape(summed, [-1, times, inner]), 1), shape);
      }, clone(dy)),
  }),
});
