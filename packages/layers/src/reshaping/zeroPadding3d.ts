import type { Layer } from '@tenonjs/contracts';
import { VOLUME } from '../convolution/geometry.js';
import type { LayerOptions } from '../layer.js';
import { type Edges3d, paddingLayer } from './edges.js';

export interface ZeroPadding3dOptions extends LayerOptions {
  /** How many layers of zeros: everywhere, `[depth, height, width]`, or `[[front, back], [top, bottom], [left, right]]`; 1 by default. */
  readonly padding?: Edges3d;
}

/**
 * Puts layers of zeros at the faces of volumes: `[batch, depth, height, width, channels]` to `[batch, depth + front + back, height + top + bottom, width + left + right, channels]`.
 *
 * @throws {RangeError} If `padding` is none of those, or negative.
 * @example
 * zeroPadding3d({ padding: [[1, 0], [0, 0], [0, 0]] }).call(tensor5d([5], [1, 1, 1, 1, 1])); // [[[[[0]]], [[[5]]]]]
 * @see https://keras.io/api/layers/reshaping_layers/zero_padding3d/
 */
export const zeroPadding3d = (options: ZeroPadding3dOptions = {}): Layer =>
  paddingLayer('zeroPadding3d', options, VOLUME, options.padding ?? 1);
