import type { Layer } from '@tenonjs/contracts';
import { TIME } from '../convolution/geometry.js';
import type { LayerOptions } from '../layer.js';
import { type Edges1d, paddingLayer } from './edges.js';

export interface ZeroPadding1dOptions extends LayerOptions {
  /** How many time steps of zeros: at both ends, or `[start, end]`; 1 by default. */
  readonly padding?: Edges1d;
}

/**
 * Puts time steps of zeros at the start and the end of a sequence: `[batch, time, channels]` to `[batch, time + start + end, channels]`.
 *
 * @throws {RangeError} If `padding` is none of those, or negative.
 * @example
 * zeroPadding1d({ padding: [1, 0] }).call(tensor3d([[[5], [6]]])); // [[[0], [5], [6]]]
 * @see https://keras.io/api/layers/reshaping_layers/zero_padding1d/
 */
export const zeroPadding1d = (options: ZeroPadding1dOptions = {}): Layer =>
  paddingLayer('zeroPadding1d', options, TIME, options.padding ?? 1);
