import type { Layer } from '@tenonjs/contracts';
import { clone, neg, sub, type Tensor } from '@tensorflow/tfjs-core';
import type { LayerOptions } from '../layer.js';
import { elementwise } from './merge.js';

export interface SubtractOptions extends LayerOptions {}

/**
 * The first of two inputs less the second.
 *
 *     y = x₁ − x₂
 *
 * Takes tensors of one shape, or of shapes that broadcast to one.
 *
 * @example
 * subtract().call([tensor1d([1, 2]), tensor1d([3, 5])]); // [-2, -3]
 * @see https://keras.io/api/layers/merging_layers/subtract/
 */
export const subtract = (options: SubtractOptions = {}): Layer<Tensor[], Tensor> =>
  elementwise(
    'subtract',
    options,
    ([a, b]) => ({ value: sub(a!, b!), gradient: (dy, _, i) => (i === 0 ? clone(dy) : neg(dy)) }),
    2,
  );
