import { add, type GradConfig, MirrorPad, pad, reverse, slice, type Tensor } from '@tensorflow/tfjs-core';
import { gradient } from './gradient.js';

/** The margins are folded back onto what they mirrored. */
export const mirrorPadGradient: GradConfig = /* @__PURE__ */ gradient({
  kernelName: MirrorPad,
  inputsToSave: ['x'],
  gradFunc: (dy, _, { paddings, mode }: { paddings: [number, number][]; mode: 'reflect' | 'symmetric' }) => ({
    x: () => paddings.reduce((folded, sizes, axis) => fold(folded, axis, sizes, mode === 'reflect' ? 1 : 0), dy),
  }),
});

function fold(y: Tensor, axis: number, [before, after]: [number, number], skip: number): Tensor {
  const n = y.shape[axis]! - before - after;
  const part = (begin: number, size: number): Tensor =>
    slice(
      y,
      y.shape.map((_, i) => (i === axis ? begin : 0)),
      y.shape.map((all, i) => (i === axis ? size : all)),
    );
  const mirrored = (begin: number, size: number, at: number): Tensor =>
    pad(
      reverse(part(begin, size), axis),
      y.shape.map((_, i): [number, number] => (i === axis ? [at, n - at - size] : [0, 0])),
    );
  let gradient = part(before, n);
  if (before > 0) gradient = add(gradient, mirrored(0, before, skip));
  if (after > 0) gradient = add(gradient, mirrored(before + n, after, n - after - skip));
  return gradient;
}
