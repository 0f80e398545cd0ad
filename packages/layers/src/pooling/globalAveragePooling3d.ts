import type { Layer } from '@tenonjs/contracts';
import { VOLUME } from '../convolution/geometry.js';
import { globalAverage } from './globalAverage.js';
import { type GlobalPoolOptions, globalPool } from './globalPool.js';

export interface GlobalAveragePooling3dOptions extends GlobalPoolOptions {}

/**
 * The mean of each channel over the whole volume.
 *
 *     y[b, c] = mean over h, i, j of x[b, h, i, j, c]
 *
 * Takes `[batch, depth, height, width, channels]`, gives `[batch, channels]`.
 *
 * @example
 * globalAveragePooling3d().call(tensor5d([1, 2, 3, 4], [1, 1, 2, 2, 1])); // [[2.5]]
 * @see https://keras.io/api/layers/pooling_layers/global_average_pooling3d/
 */
export const globalAveragePooling3d = (options: GlobalAveragePooling3dOptions = {}): Layer =>
  globalPool('globalAveragePooling3d', options, VOLUME, globalAverage);
