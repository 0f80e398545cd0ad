import type { Layer } from '@tenonjs/contracts';
import { fraction, rank } from '@tenonjs/internal';
import type { LayerOptions } from '../layer.js';
import { dropoutLayer } from './dropoutLayer.js';

export interface SpatialDropout1dOptions extends LayerOptions {
  /** The share of features set to zero, in [0, 1). */
  readonly rate: number;
  /** Seeds the masks; mixed with the model's seed where there is one. */
  readonly seed?: number;
}

/**
 * Dropout of whole features, over all time steps: neighbours are too alike to be dropped one by one.
 *
 * Takes and gives `[batch, time, features]`. At inference it changes nothing.
 *
 * @throws {RangeError} If `rate` is outside [0, 1).
 * @example
 * spatialDropout1d({ rate: 0.5 }).call(tensor3d([[[1, 2], [3, 4]]])); // [[[1, 2], [3, 4]]]
 * @see Tompson et al. 2015, https://arxiv.org/abs/1411.4280
 */
export function spatialDropout1d(options: SpatialDropout1dOptions): Layer {
  fraction('spatialDropout1d', { rate: options.rate });
  return dropoutLayer('spatialDropout1d', options, [null, 1, null], (who, shape) =>
    rank(who, 'input', shape, ['batch', 'time', 'features']),
  );
}
