import { primitive } from '@tenonjs/internal';
import { cast, div, expandDims, mean, mul, sum, type Tensor, tile, where, zerosLike } from '@tensorflow/tfjs-core';
import { inner, perSample } from './globalPool.js';

/** The mean over all axes but batch and channels; of time steps, those that a mask `[batch, time]` leaves in. */
export const globalAverage = (x: Tensor, keepdims: boolean, mask: Tensor | null): Tensor =>
  primitive({ x }, () => {
    if (mask) {
      const counts = expandDims(cast(mask, 'bool'), -1);
      const shares = div(cast(counts, 'float32'), sum(cast(counts, 'float32'), 1, true));
      // What is left out may be anything, not a number too.
      const left = where(tile(counts, [1, 1, x.shape[2]!]), x, zerosLike(x));
      return {
        value: sum(mul(left, shares), 1, keepdims),
        keep: [shares],
        gradient: (dy, [shares]) => ({ x: () => mul(perSample(dy, x), shares!) }),
      };
    }
    const times = x.shape.map((size, axis) => (inner(x).includes(axis) ? size : 1));
    const count = times.reduce((a, b) => a * b, 1);
    return {
      value: mean(x, inner(x), keepdims),
      gradient: (dy) => ({ x: () => tile(div(perSample(dy, x), count), times) }),
    };
  });
