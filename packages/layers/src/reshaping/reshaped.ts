import { primitive } from '@tenonjs/internal';
import { reshape, type Tensor } from '@tensorflow/tfjs-core';

/** `reshape` that knows its gradient. */
export const reshaped = (x: Tensor, shape: number[]): Tensor =>
  primitive({ x }, () => ({ value: reshape(x, shape), gradient: (dy) => ({ x: () => reshape(dy, x.shape) }) }));
