import type { Layer } from '@tenonjs/contracts';
import { maximum as larger, type Tensor } from '@tensorflow/tfjs-core';
import type { LayerOptions } from '../layer.js';
import { elementwise } from './merge.js';
import { winnings } from './winnings.js';

export interface MaximumOptions extends LayerOptions {}

/**
 * The largest of its inputs, element by element.
 *
 *     y = max(x₁, x₂, …)
 *
 * Takes tensors of one shape, or of shapes that broadcast to one. Of equal ones the first takes the gradient.
 *
 * @example
 * maximum().call([tensor1d([1, 5]), tensor1d([3, 2])]); // [3, 5]
 * @see https://keras.io/api/layers/merging_layers/maximum/
 */
export const maximum = (options: MaximumOptions = {}): Layer<Tensor[], Tensor> =>
  elementwise('maximum', options, (xs) => {
    const y = xs.reduce((a, b) => larger(a, b));
    return { value: y, keep: [y, ...xs], gradient: (dy, [y, ...xs], i) => winnings(dy, y!, xs, i) };
  });
