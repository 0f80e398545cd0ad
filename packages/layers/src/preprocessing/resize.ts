import { primitive } from '@tenonjs/internal';
import { cast, clone, pad, slice, type Tensor } from '@tensorflow/tfjs-core';
import { alongAxis } from '../alongAxis.js';
import { type Interpolation, interpolated } from '../reshaping/interpolation.js';

/** Pixels as float32. */
export const floats = (x: Tensor): Tensor =>
  primitive({ x }, () => ({
    value: x.dtype === 'float32' ? clone(x) : cast(x, 'float32'),
    gradient: (dy) => ({ x: () => clone(dy) }),
  }));

/** Images in another size. */
export function resized(
  x: Tensor,
  height: number,
  width: number,
  interpolation: Interpolation,
  antialias = false,
): Tensor {
  return [height, width].reduce(
    (x, size, i) => alongAxis(x, i + 1, interpolated(x.shape[i + 1]!, size, interpolation, antialias)),
    x,
  );
}

/** A part of images. */
export const cropped = (x: Tensor, [top, left]: readonly [number, number], height: number, width: number): Tensor =>
  primitive({ x }, () => ({
    value: slice(x, [0, top, left, 0], [x.shape[0]!, height, width, x.shape[3]!]),
    gradient: (dy) => ({
      x: () =>
        pad(dy, [
          [0, 0],
          [top, x.shape[1]! - top - height],
          [left, x.shape[2]! - left - width],
          [0, 0],
        ]),
    }),
  }));

/** The largest part of images that has the proportions asked for, from the middle. */
function proportioned(x: Tensor, height: number, width: number): Tensor {
  const [, tall, wide] = x.shape as [number, number, number];
  const rows = Math.max(Math.min(tall, Math.trunc((wide * height) / width)), 1);
  const columns = Math.max(Math.min(wide, Math.trunc((tall * width) / height)), 1);
  return cropped(x, [Math.trunc((tall - rows) / 2), Math.trunc((wide - columns) / 2)], rows, columns);
}

/** The same, brought to the size. */
export const resizedToCover = (
  x: Tensor,
  height: number,
  width: number,
  interpolation: Interpolation,
  antialias = false,
): Tensor => resized(proportioned(x, height, width), height, width, interpolation, antialias);
