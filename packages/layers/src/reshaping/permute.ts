import type { Layer } from '@tenonjs/contracts';
import { primitive } from '@tenonjs/internal';
import { type Tensor, transpose } from '@tensorflow/tfjs-core';
import { type LayerOptions, layer } from '../layer.js';
import { showShape } from '../shapes.js';

export interface PermuteOptions extends LayerOptions {
  /** The input's axes in their new order, counted from 1; the batch axis, 0, stays first. */
  readonly dims: readonly number[];
}

/**
 * Puts the axes of each sample in another order.
 *
 * @throws {RangeError} If `dims` is not 1 … n in some order.
 * @example
 * permute({ dims: [2, 1] }).call(tensor3d([[[1, 2, 3], [4, 5, 6]]])); // [[[1, 4], [2, 5], [3, 6]]]
 * @see https://keras.io/api/layers/reshaping_layers/permute/
 */
export function permute(options: PermuteOptions): Layer {
  const { dims } = options;
  if (!dims.every((_, i) => dims.includes(i + 1))) {
    throw new RangeError(`permute: dims must be the axes 1 to ${dims.length} in some order, got ${showShape(dims)}.`);
  }
  const order = [0, ...dims];
  const back = order.map((_, axis) => order.indexOf(axis));
  return layer('permute', options, {
    check: (who, shape) => {
      if (shape.length !== order.length) {
        throw new RangeError(
          `${who}: input must have rank ${order.length}, as dims tell, got shape ${showShape(shape)}.`,
        );
      }
    },
    call: (x: Tensor) =>
      primitive({ x }, () => ({ value: transpose(x, order), gradient: (dy) => ({ x: () => transpose(dy, back) }) })),
    outputShape: (shape) => order.map((axis) => shape[axis]!),
  });
}
