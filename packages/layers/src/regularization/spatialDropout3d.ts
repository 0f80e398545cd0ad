import type { Layer } from '@tenonjs/contracts';
import { fraction, rank } from '@tenonjs/internal';
import { VOLUME } from '../convolution/geometry.js';
import type { LayerOptions } from '../layer.js';
import { dropoutLayer } from './dropoutLayer.js';

export interface SpatialDropout3dOptions extends LayerOptions {
  /** The share of channels set to zero, in [0, 1). */
  readonly rate: number;
  /** Seeds the masks; mixed with the model's seed where there is one. */
  readonly seed?: number;
}

/**
 * Dropout of whole channels, over the whole volume: neighbours are too alike to be dropped one by one.
 *
 * Takes and gives `[batch, depth, height, width, channels]`. At inference it changes nothing.
 *
 * @throws {RangeError} If `rate` is outside [0, 1).
 * @example
 * spatialDropout3d({ rate: 0.5 }).call(tensor5d([1, 2], [1, 1, 1, 1, 2])); // [[[[[1, 2]]]]]
 * @see Tompson et al. 2015, https://arxiv.org/abs/1411.4280
 */
export function spatialDropout3d(options: SpatialDropout3dOptions): Layer {
  fraction('spatialDropout3d', { rate: options.rate });
  return dropoutLayer('spatialDropout3d', options, [null, 1, 1, 1, null], (who, shape) =>
    rank(who, 'input', shape, VOLUME),
  );
}
