import type { Layer } from '@tenonjs/contracts';
import { TIME } from '../convolution/geometry.js';
import type { LayerOptions } from '../layer.js';
import { repeatingLayer } from './repeatingLayer.js';

export interface UpSampling1dOptions extends LayerOptions {
  /** How often each step is repeated; 2 by default. */
  readonly size?: number;
}

/**
 * Enlarges sequences, every step repeated along each axis: `[batch, time, channels]` to `[batch, time · size, channels]`.
 *
 * @throws {RangeError} If a size is not a positive integer.
 * @example
 * upSampling1d().call(tensor3d([[[1], [2]]])); // [[[1], [1], [2], [2]]]
 * @see https://keras.io/api/layers/reshaping_layers/up_sampling1d/
 */
export const upSampling1d = (options: UpSampling1dOptions = {}): Layer =>
  repeatingLayer('upSampling1d', options, TIME, options.size ?? 2);
