import type { Layer } from '@tenonjs/contracts';
import type { Tensor } from '@tensorflow/tfjs-core';
import { type LayerOptions, layer } from '../layer.js';
import { minRank, product } from '../shapes.js';
import { reshaped } from './reshaped.js';

export interface FlattenOptions extends LayerOptions {}

/**
 * Lays each sample out in one row: `[batch, …]` to `[batch, features]`.
 *
 * A batch of single numbers, `[batch]`, becomes `[batch, 1]`.
 *
 * @example
 * flatten().call(tensor3d([[[1, 2], [3, 4]]])); // [[1, 2, 3, 4]]
 * @see https://keras.io/api/layers/reshaping_layers/flatten/
 */
export function flatten(options: FlattenOptions = {}): Layer {
  return layer('flatten', options, {
    check: (who, shape) => minRank(who, shape, ['batch', '…'], 1),
    call: (x: Tensor) => reshaped(x, [x.shape[0]!, product(x.shape.slice(1))!]),
    outputShape: ([batch = null, ...rest]) => [batch, product(rest)],
  });
}
