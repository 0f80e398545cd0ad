import type { Layer } from '@tenonjs/contracts';
import { VOLUME } from '../convolution/geometry.js';
import type { LayerOptions } from '../layer.js';
import { croppingLayer, type Edges3d } from './edges.js';

export interface Cropping3dOptions extends LayerOptions {
  /** How many layers go: everywhere, `[depth, height, width]`, or `[[front, back], [top, bottom], [left, right]]`; 1 by default. */
  readonly cropping?: Edges3d;
}

/**
 * Takes layers off the faces of volumes: `[batch, depth, height, width, channels]` to `[batch, depth − front − back, height − top − bottom, width − left − right, channels]`.
 *
 * @throws {RangeError} If `cropping` is none of those, negative, or leaves nothing.
 * @example
 * cropping3d({ cropping: [[1, 0], [0, 0], [0, 0]] }).call(tensor5d([5, 6], [1, 2, 1, 1, 1])); // [[[[[6]]]]]
 * @see https://keras.io/api/layers/reshaping_layers/cropping3d/
 */
export const cropping3d = (options: Cropping3dOptions = {}): Layer =>
  croppingLayer('cropping3d', options, VOLUME, options.cropping ?? 1);
