import type { Layer } from '@tenonjs/contracts';
import { TIME } from '../convolution/geometry.js';
import type { LayerOptions } from '../layer.js';
import { croppingLayer, type Edges1d } from './edges.js';

export interface Cropping1dOptions extends LayerOptions {
  /** How many time steps go: at both ends, or `[start, end]`; 1 by default. */
  readonly cropping?: Edges1d;
}

/**
 * Takes time steps off the start and the end of a sequence: `[batch, time, channels]` to `[batch, time − start − end, channels]`.
 *
 * @throws {RangeError} If `cropping` is none of those, negative, or leaves nothing.
 * @example
 * cropping1d({ cropping: [1, 0] }).call(tensor3d([[[5], [6], [7]]])); // [[[6], [7]]]
 * @see https://keras.io/api/layers/reshaping_layers/cropping1d/
 */
export const cropping1d = (options: Cropping1dOptions = {}): Layer =>
  croppingLayer('cropping1d', options, TIME, options.cropping ?? 1);
