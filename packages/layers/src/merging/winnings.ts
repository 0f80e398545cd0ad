import { cast, equal, mul, sub, type Tensor } from '@tensorflow/tfjs-core';

/** dy where the tensor at `i` is the first of `xs` that equals `y`. */
export function winnings(dy: Tensor, y: Tensor, xs: Tensor[], i: number): Tensor {
  const wins = (x: Tensor): Tensor => cast(equal(x, y), 'float32');
  return xs.slice(0, i).reduce((left, x) => mul(left, sub(1, wins(x))), mul(dy, wins(xs[i]!)));
}
