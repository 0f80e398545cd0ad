import { addN, pad, slice, stridedSlice, type Tensor } from '@tensorflow/tfjs-core';
import type { Geometry, Two } from './convolve.js';
import { around } from './geometry.js';
import { spread } from './spread.js';

/** One place in every window. */
export interface Tap {
  /** Its row and column in the window. */
  readonly at: Two;
  /** What stands there in each window: `[batch, newHeight, newWidth, channels]`, of an image that `enclose` has padded. */
  take(enclosed: Tensor): Tensor;
  /** The image, padded, that has at these places the values given, zeros elsewhere. */
  put(values: Tensor): Tensor;
}

/** A pass over windows place by place, for what a backend has no kernel for. */
export interface Taps {
  readonly all: readonly Tap[];
  /** The image with padding around it. */
  enclose(x: Tensor, fill?: number): Tensor;
  /** The sum of padded images, less the padding. */
  total(images: Tensor[]): Tensor;
}

/** The places of windows of this size in images of a shape. */
export function tapsOf(shape: number[], window: Two, { strides, padding, dilation }: Geometry): Taps {
  const [batch, height, width, channels] = shape as [number, number, number, number];
  const rows = around(height, window[0], strides[0], padding, dilation[0]);
  const columns = around(width, window[1], strides[1], padding, dilation[1]);
  const [tall, wide] = [height + rows[0] + rows[1], width + columns[0] + columns[1]];
  /** How far the first elements of the last windows lie from those of the first. */
  const span = (size: number, i: 0 | 1): number => {
    const free = size - ((window[i] - 1) * dilation[i] + 1);
    return free - (free % strides[i]);
  };
  const [down, across] = [span(tall, 0), span(wide, 1)];
  const all = Array.from({ length: window[0] * window[1] }, (_, i): Tap => {
    const at: Two = [Math.floor(i / window[1]), i % window[1]];
    const [r, c] = [at[0] * dilation[0], at[1] * dilation[1]];
    return {
      at,
      take: (x) => stridedSlice(x, [0, r, c, 0], [batch, r + down + 1, c + across + 1, channels], [1, ...strides, 1]),
      put: (values) =>
        pad(spread(values, strides), [
          [0, 0],
          [r, tall - down - 1 - r],
          [c, wide - across - 1 - c],
          [0, 0],
        ]),
    };
  });
  return {
    all,
    enclose: (x, fill = 0) => (tall > height || wide > width ? pad(x, [[0, 0], rows, columns, [0, 0]], fill) : x),
    total: (images) => slice(addN(images), [0, rows[0], columns[0], 0], shape),
  };
}
