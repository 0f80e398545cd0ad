import { primitive } from '@tenonjs/internal';
import { cast, div, expandDims, mean, mul, sum, type Tensor, tile, where, zerosLike } from '@tensorflow/tfjs-core';

/** The mean over the places of `[batch, places, channels]`; of time steps, those that a mask `[batch, time]` leaves in. */
export const globalAverage = (x: Tensor, mask: Tensor | null): Tensor =>
  primitive({ x }, () => {
    const [, places, channels] = x.shape as [number, number, number];
    if (mask) {
      const counts = expandDims(cast(mask, 'bool'), -1);
      const shares = div(cast(counts, 'float32'), sum(cast(counts, 'float32'), 1, true));
      // What is left out may be anything, not a number too.
      const left = where(tile(counts, [1, 1, channels]), x, zerosLike(x));
      return {
        value: sum(mul(left, shares), 1, true),
        keep: [shares],
        gradient: (dy, [shares]) => ({ x: () => mul(dy, shares!) }),
      };
    }
    return {
      value: mean(x, 1, true),
      gradient: (dy) => ({ x: () => tile(div(dy, places), [1, places, 1]) }),
    };
  });
