import type { Layer } from '@tenonjs/contracts';
import { primitive, rank } from '@tenonjs/internal';
import { pad, slice, type Tensor } from '@tensorflow/tfjs-core';
import { IMAGE } from '../convolution/geometry.js';
import { type LayerOptions, layer } from '../layer.js';
import { type Edges, edges } from './edges.js';

export interface ZeroPadding2dOptions extends LayerOptions {
  /** How many rows and columns of zeros: everywhere, `[height, width]`, or `[[top, bottom], [left, right]]`; 1 by default. */
  readonly padding?: Edges;
}

/**
 * Puts rows and columns of zeros around images: `[batch, height, width, channels]` to
 * `[batch, top + height + bottom, left + width + right, channels]`.
 *
 * @throws {RangeError} If `padding` is none of those, or negative.
 * @example
 * zeroPadding2d({ padding: [[1, 0], [0, 0]] }).call(tensor4d([5, 6], [1, 1, 2, 1])); // [[[[0], [0]], [[5], [6]]]]
 * @see https://keras.io/api/layers/reshaping_layers/zero_padding2d/
 */
export function zeroPadding2d(options: ZeroPadding2dOptions = {}): Layer {
  const [rows, columns] = edges('zeroPadding2d', 'padding', options.padding ?? 1);
  return layer('zeroPadding2d', options, {
    check: (who, shape) => rank(who, 'input', shape, IMAGE),
    call: (x: Tensor) =>
      primitive({ x }, () => ({
        value: pad(x, [[0, 0], rows, columns, [0, 0]]),
        gradient: (dy) => ({ x: () => slice(dy, [0, rows[0], columns[0], 0], x.shape) }),
      })),
    outputShape: ([batch = null, height = null, width = null, channels = null]) => [
      batch,
      height && height + rows[0] + rows[1],
      width && width + columns[0] + columns[1],
      channels,
    ],
  });
}
