import type { Layer, Shape } from '@tenonjs/contracts';
import type { Tensor } from '@tensorflow/tfjs-core';
import { type LayerOptions, layer } from '../layer.js';
import { product, showShape } from '../shapes.js';
import { reshaped } from './reshaped.js';

export interface ReshapeOptions extends LayerOptions {
  /** The shape of one sample, without the batch axis; one size may be −1, which is whatever is left. */
  readonly targetShape: readonly number[];
}

/**
 * Lays each sample out in another shape, the numbers in the same order.
 *
 * Takes `[batch, …]`, gives `[batch, ...targetShape]`.
 *
 * @throws {RangeError} If a size is neither a positive integer nor −1, or −1 stands twice.
 * @example
 * reshape({ targetShape: [2, -1] }).call(tensor2d([[1, 2, 3, 4]])); // [[[1, 2], [3, 4]]]
 * @see https://keras.io/api/layers/reshaping_layers/reshape/
 */
export function reshape(options: ReshapeOptions): Layer {
  const { targetShape } = options;
  const open = targetShape.filter((size) => size === -1).length;
  if (open > 1 || !targetShape.every((size) => size === -1 || (Number.isInteger(size) && size > 0))) {
    throw new RangeError(
      `reshape: targetShape must be positive integers and at most one -1, got ${showShape(targetShape)}.`,
    );
  }
  const known = targetShape.reduce((a, b) => (b === -1 ? a : a * b), 1);
  /** The sizes with −1 made out; null where the input does not tell. */
  const sizes = (shape: Shape): (number | null)[] => {
    const size = product(shape.slice(1));
    return targetShape.map((one) => (one === -1 ? size && size / known : one));
  };
  return layer('reshape', options, {
    check: (who, shape) => {
      const size = product(shape.slice(1));
      if (size !== null && (open ? size % known !== 0 : size !== known)) {
        throw new RangeError(
          `${who}: targetShape ${showShape(targetShape)} must hold ${size} numbers a sample, got input of shape ${showShape(shape)}.`,
        );
      }
    },
    call: (x: Tensor) => reshaped(x, [x.shape[0]!, ...(sizes(x.shape) as number[])]),
    outputShape: (shape) => [shape[0]!, ...sizes(shape)],
  });
}
