import type { Layer } from '@tenonjs/contracts';
import { IMAGE } from '../convolution/geometry.js';
import type { LayerOptions } from '../layer.js';
import { croppingLayer, type Edges2d } from './edges.js';

export interface Cropping2dOptions extends LayerOptions {
  /** How many rows and columns go: everywhere, `[height, width]`, or `[[top, bottom], [left, right]]`; 0 by default. */
  readonly cropping?: Edges2d;
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
export const cropping2d = (options: Cropping2dOptions = {}): Layer =>
  croppingLayer('cropping2d', options, IMAGE, options.cropping ?? 0);
