import type { Layer } from '@tenonjs/contracts';
import { clone, add as plus, type Tensor } from '@tensorflow/tfjs-core';
import type { LayerOptions } from '../layer.js';
import { elementwise } from './merge.js';

export interface AddOptions extends LayerOptions {}

/**
 * The sum of its inputs: what residual connections need.
 *
 *     y = x₁ + x₂ + …
 *
 * Takes tensors of one shape, or of shapes that broadcast to one.
 *
 * @example
 * add().call([tensor1d([1, 2]), tensor1d([3, 5])]); // [4, 7]
 * @see https://keras.io/api/layers/merging_layers/add/
 */
export const add = (options: AddOptions = {}): Layer<Tensor[], Tensor> =>
  elementwise('add', options, (xs) => ({ value: xs.reduce((a, b) => plus(a, b)), gradient: (dy) => clone(dy) }));
