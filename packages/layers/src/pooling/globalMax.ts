import { primitive } from '@tenonjs/internal';
import { cast, div, equal, max, mul, sum, type Tensor } from '@tensorflow/tfjs-core';
import { inner, perSample } from './globalPool.js';

/** The maximum over all axes but batch and channels; equal winners share the gradient. */
export const globalMax = (x: Tensor, keepdims: boolean): Tensor =>
  primitive({ x }, () => {
    const y = max(x, inner(x), keepdims);
    return {
      value: y,
      keep: [x, y],
      gradient: (dy, [x, y]) => ({
        x: () => {
          const winners = cast(equal(x!, perSample(y!, x!)), 'float32');
          return mul(winners, div(perSample(dy, x!), sum(winners, inner(x!), true)));
        },
      }),
    };
  });
