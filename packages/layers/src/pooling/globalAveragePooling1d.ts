import type { Layer } from '@tenonjs/contracts';
import { TIME } from '../convolution/geometry.js';
import { globalAverage } from './globalAverage.js';
import { type GlobalPoolOptions, globalPool } from './globalPool.js';

export interface GlobalAveragePooling1dOptions extends GlobalPoolOptions {}

/**
 * The mean of each channel over all time steps. Steps that a mask leaves out have no part in it.
 *
 *     y[b, c] = mean over t of x[b, t, c]
 *
 * Takes `[batch, time, channels]`, gives `[batch, channels]`.
 *
 * @example
 * globalAveragePooling1d().call(tensor3d([[[1], [2], [3], [4]]])); // [[2.5]]
 * @see https://keras.io/api/layers/pooling_layers/global_average_pooling1d/
 */
export const globalAveragePooling1d = (options: GlobalAveragePooling1dOptions = {}): Layer =>
  globalPool('globalAveragePooling1d', options, TIME, globalAverage);
