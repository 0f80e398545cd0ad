import { primitive } from '@tenonjs/internal';
import { pad, slice, type Tensor } from '@tensorflow/tfjs-core';
import { reshaped } from '../reshaping/reshaped.js';
import type { Frame } from './sliding.js';

/** Time steps as images of one row, the weights' windows too; what is causal gets its zeros before the first step. */
export const overTime: Frame =
  (slide) =>
  (x, weights, { before = 0, strides, dilation, ...geometry }) => {
    const row = (t: Tensor): Tensor => (t.shape.length > 1 ? reshaped(t, [1, ...t.shape]) : t);
    const rows = Object.entries(weights as Readonly<Record<string, Tensor | undefined>>).map(([name, w]) => [
      name,
      w && row(w),
    ]);
    const padded = before > 0 ? padBefore(x, before) : x;
    const [batch, ...rest] = padded.shape as [number, number, number];
    const y = slide(reshaped(padded, [batch, 1, ...rest]), Object.fromEntries(rows), {
      ...geometry,
      strides: [1, ...strides],
      dilation: [1, ...dilation],
    });
    return reshaped(y, [batch, ...y.shape.slice(2)]);
  };

/** Zeros before the first time step. */
const padBefore = (x: Tensor, before: number): Tensor =>
  primitive({ x }, () => ({
    value: pad(x, [
      [0, 0],
      [before, 0],
      [0, 0],
    ]),
    gradient: (dy) => ({ x: () => slice(dy, [0, before, 0], x.shape) }),
  }));
