import type { Tensor } from '@tensorflow/tfjs-core';
import { takeAlong } from '../alongAxis.js';
import { reshaped } from '../reshaping/reshaped.js';
import { bins } from './adaptivePool.js';
import { maxPool } from './maxPool.js';

/** The largest number of each bin of an axis: bins brought to one length, by their last element again, and pooled. */
export function adaptiveMax(x: Tensor, axis: number, size: number): Tensor {
  const { shape } = x;
  const all = bins(shape[axis]!, size);
  const length = Math.max(...all.map(({ start, end }) => end - start));
  const places = all.flatMap(({ start, end }) => Array.from({ length }, (_, i) => Math.min(start + i, end - 1)));
  const whole = shape[axis]! % size === 0 ? x : takeAlong(x, axis, places);
  const [before, after] = [shape.slice(0, axis), shape.slice(axis + 1)];
  const y = maxPool(reshaped(whole, [before.reduce((a, b) => a * b, 1), size * length, -1, shape.at(-1)!]), {
    filterSize: [length, 1],
    strides: [length, 1],
    pad: 'valid',
  });
  return reshaped(y, [...before, size, ...after]);
}
