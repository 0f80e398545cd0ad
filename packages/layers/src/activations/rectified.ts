import { primitive } from '@tenonjs/internal';
import { cast, greater, greaterEqual, less, mul, onesLike, sub, type Tensor, where } from '@tensorflow/tfjs-core';

/** x from the threshold to the largest value, another slope below it: one node. */
export const rectified = (x: Tensor, slope: number, threshold: number, maxValue: number = Infinity): Tensor =>
  primitive({ x }, () => {
    const line = where(greaterEqual(x, threshold), x, mul(sub(x, threshold), slope));
    return {
      value: maxValue === Infinity ? line : where(greaterEqual(x, maxValue), mul(onesLike(x), maxValue), line),
      keep: [x],
      gradient: (dy, [x]) => ({
        x: () => {
          const below = where(greater(x!, threshold), dy, mul(dy, slope));
          return maxValue === Infinity ? below : mul(below, cast(less(x!, maxValue), 'float32'));
        },
      }),
    };
  });
