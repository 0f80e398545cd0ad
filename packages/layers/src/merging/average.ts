import type { Layer } from '@tenonjs/contracts';
import { add, div, type Tensor } from '@tensorflow/tfjs-core';
import type { LayerOptions } from '../layer.js';
import { elementwise } from './merge.js';

export interface AverageOptions extends LayerOptions {}

/**
 * The mean of its inputs.
 *
 *     y = (x₁ + … + xₙ) / n
 *
 * Takes tensors of one shape, or of shapes that broadcast to one.
 *
 * @example
 * average().call([tensor1d([1, 2]), tensor1d([3, 5])]); // [2, 3.5]
 * @see https://keras.io/api/layers/merging_layers/average/
 */
export const average = (options: AverageOptions = {}): Layer<Tensor[], Tensor> =>
  elementwise('average', options, (xs) => ({
    value: div(
      xs.reduce((a, b) => add(a, b)),
      xs.length,
    ),
    gradient: (dy) => div(dy, xs.length),
  }));
