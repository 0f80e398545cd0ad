import { add, all, cast, equal, mul, square, sub, type Tensor } from '@tensorflow/tfjs-core';

/** Targets −1 and 1: where all are 0 or 1 they are taken for classes and become 2t − 1, as in Keras. */
export function signs(t: Tensor): Tensor {
  const binary = cast(all(equal(square(t), t)), 'float32');
  return sub(mul(t, add(binary, 1)), binary);
}
