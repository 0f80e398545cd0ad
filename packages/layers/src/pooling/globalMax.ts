import { primitive } from '@tenonjs/internal';
import { cast, div, equal, max, mul, sum, type Tensor } from '@tensorflow/tfjs-core';

/** The maximum over the places of `[batch, places, channels]`; equal winners share the gradient. */
export const globalMax = (x: Tensor): Tensor =>
  primitive({ x }, () => {
    const y = max(x, 1, true);
    return {
      value: y,
      keep: [x, y],
      gradient: (dy, [x, y]) => ({
        x: () => {
          const winners = cast(equal(x!, y!), 'float32');
          return mul(winners, div(dy, sum(winners, 1, true)));
        },
      }),
    };
  });
