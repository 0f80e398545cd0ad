import type { Layer } from '@tenonjs/contracts';
import { mul, type Tensor } from '@tensorflow/tfjs-core';
import type { LayerOptions } from '../layer.js';
import { elementwise } from './merge.js';

export interface MultiplyOptions extends LayerOptions {}

/**
 * The product of its inputs, element by element.
 *
 *     y = x₁ · x₂ · …
 *
 * Takes tensors of one shape, or of shapes that broadcast to one.
 *
 * @example
 * multiply().call([tensor1d([1, 2]), tensor1d([3, 5])]); // [3, 10]
 * @see https://keras.io/api/layers/merging_layers/multiply/
 */
export const multiply = (options: MultiplyOptions = {}): Layer<Tensor[], Tensor> =>
  elementwise('multiply', options, (xs) => ({
    value: xs.reduce((a, b) => mul(a, b)),
    keep: xs,
    gradient: (dy, xs, i) => xs.reduce((product, x, j) => (j === i ? product : mul(product, x)), dy),
  }));
