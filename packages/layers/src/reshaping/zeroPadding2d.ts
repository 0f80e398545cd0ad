import type { Layer } from '@tenonjs/contracts';
import { IMAGE } from '../convolution/geometry.js';
import type { LayerOptions } from '../layer.js';
import { type Edges2d, paddingLayer } from './edges.js';

export interface ZeroPadding2dOptions extends LayerOptions {
  /** How many rows and columns of zeros: everywhere, `[height, width]`, or `[[top, bottom], [left, right]]`; 1 by default. */
  readonly padding?: Edges2d;
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
export const zeroPadding2d = (options: ZeroPadding2dOptions = {}): Layer =>
  paddingLayer('zeroPadding2d', options, IMAGE, options.padding ?? 1);
