import { normal } from '@tenonjs/internal';
import { type Tensor, tensor } from '@tensorflow/tfjs-core';

/** Normal numbers of a shape. */
export const random = (shape: readonly number[], seed: number): Tensor =>
  tensor(
    normal(
      shape.reduce((a, b) => a * b, 1),
      seed,
    ),
    [...shape],
    'float32',
  );
