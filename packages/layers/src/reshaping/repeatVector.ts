import type { Layer } from '@tenonjs/contracts';
import { positiveInteger, primitive, rank } from '@tenonjs/internal';
import { expandDims, sum, type Tensor, tile } from '@tensorflow/tfjs-core';
import { type LayerOptions, layer } from '../layer.js';

export interface RepeatVectorOptions extends LayerOptions {
  /** How many times. */
  readonly n: number;
}

/**
 * Repeats each row at every time step: `[batch, features]` to `[batch, n, features]`.
 *
 * @throws {RangeError} If `n` is not a positive integer.
 * @example
 * repeatVector({ n: 2 }).call(tensor2d([[1, 2]])); // [[[1, 2], [1, 2]]]
 * @see https://keras.io/api/layers/reshaping_layers/repeat_vector/
 */
export function repeatVector(options: RepeatVectorOptions): Layer {
  const { n } = options;
  positiveInteger('repeatVector', { n });
  return layer('repeatVector', options, {
    check: (who, shape) => rank(who, 'input', shape, ['batch', 'features']),
    call: (x: Tensor) =>
      primitive({ x }, () => ({
        value: tile(expandDims(x, 1), [1, n, 1]),
        gradient: (dy) => ({ x: () => sum(dy, 1) }),
      })),
    outputShape: ([batch = null, features = null]) => [batch, n, features],
  });
}
