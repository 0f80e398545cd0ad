import type { Tensor } from '@tensorflow/tfjs-core';
import { alongAxis, shares } from '../alongAxis.js';
import { bins } from './adaptivePool.js';

/** The mean of each bin of an axis. */
export const adaptiveAverage = (x: Tensor, axis: number, size: number): Tensor =>
  alongAxis(
    x,
    axis,
    shares(size, x.shape[axis]!, (add) =>
      bins(x.shape[axis]!, size).forEach(({ start, end }, i) => {
        for (let j = start; j < end; j++) add(i, j, 1 / (end - start));
      }),
    ),
  );
