import type { Layer } from '@tenonjs/contracts';
import { minimum as smaller, type Tensor } from '@tensorflow/tfjs-core';
import type { LayerOptions } from '../layer.js';
import { elementwise } from './merge.js';
import { winnings } from './winnings.js';

export interface MinimumOptions extends LayerOptions {}

/**
 * The smallest of its inputs, element by element.
 *
 *     y = min(x₁, x₂, …)
 *
 * Takes tensors of one shape, or of shapes that broadcast to one. Of equal ones the first takes the gradient.
 *
 * @example
 * minimum().call([tensor1d([1, 5]), tensor1d([3, 2])]); // [1, 2]
 * @see https://keras.io/api/layers/merging_layers/minimum/
 */
export const minimum = (options: MinimumOptions = {}): Layer<Tensor[], Tensor> =>
  elementwise('minimum', options, (xs) => {
    const y = xs.reduce((a, b) => smaller(a, b));
    return { value: y, keep: [y, ...xs], gradient: (dy, [y, ...xs], i) => winnings(dy, y!, xs, i) };
  });
