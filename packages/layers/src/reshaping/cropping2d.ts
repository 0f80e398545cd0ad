import type { Layer, Shape } from '@tenonjs/contracts';
import { primitive, rank } from '@tenonjs/internal';
import { pad, slice, type Tensor } from '@tensorflow/tfjs-core';
import { IMAGE } from '../convolution/geometry.js';
import { type LayerOptions, layer } from '../layer.js';
import { showShape } from '../shapes.js';
import { type Edges, edges } from './edges.js';

export interface Cropping2dOptions extends LayerOptions {
  /** How many rows and columns go: everywhere, `[height, width]`, or `[[top, bottom], [left, right]]`; 0 by default. */
  readonly cropping?: Edges;
}

/**
 * Takes rows and columns off images: `[batch, height, width, channels]` to
 * `[batch, height − top − bottom, width − left − right, channels]`.
 *
 * @throws {RangeError} If `cropping` is none of those, negative, or leaves nothing.
 * @example
 * cropping2d({ cropping: [[0, 0], [1, 0]] }).call(tensor4d([5, 6, 7, 8], [1, 2, 2, 1])); // [[[[6]], [[8]]]]
 * @see https://keras.io/api/layers/reshaping_layers/cropping2d/
 */
export function cropping2d(options: Cropping2dOptions = {}): Layer {
  const [rows, columns] = edges('cropping2d', 'cropping', options.cropping ?? 0);
  const cropped = ([batch = null, height = null, width = null, channels = null]: Shape): Shape => [
    batch,
    height && height - rows[0] - rows[1],
    width && width - columns[0] - columns[1],
    channels,
  ];
  return layer('cropping2d', options, {
    check: (who, shape) => {
      rank(who, 'input', shape, IMAGE);
      if (
        cropped(shape)
          .slice(1, 3)
          .some((size) => size !== null && size <= 0)
      ) {
        throw new RangeError(
          `${who}: cropping ${JSON.stringify([rows, columns])} leaves nothing of input of shape ${showShape(shape)}.`,
        );
      }
    },
    call: (x: Tensor) =>
      primitive({ x }, () => ({
        value: slice(x, [0, rows[0], columns[0], 0], cropped(x.shape) as number[]),
        gradient: (dy) => ({ x: () => pad(dy, [[0, 0], rows, columns, [0, 0]]) }),
      })),
    outputShape: cropped,
  });
}
