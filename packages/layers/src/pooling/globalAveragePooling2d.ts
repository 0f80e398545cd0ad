import type { Layer } from '@tenonjs/contracts';
import { IMAGE } from '../convolution/geometry.js';
import { globalAverage } from './globalAverage.js';
import { type GlobalPoolOptions, globalPool } from './globalPool.js';

export interface GlobalAveragePooling2dOptions extends GlobalPoolOptions {}

/**
 * The mean of each channel over the whole image.
 *
 *     y[b, c] = mean over i, j of x[b, i, j, c]
 *
 * Takes `[batch, height, width, channels]`, gives `[batch, channels]`.
 *
 * @example
 * globalAveragePooling2d().call(tensor4d([1, 2, 3, 4], [1, 2, 2, 1])); // [[2.5]]
 * @see https://keras.io/api/layers/pooling_layers/global_average_pooling2d/
 */
export const globalAveragePooling2d = (options: GlobalAveragePooling2dOptions = {}): Layer =>
  globalPool('globalAveragePooling2d', options, IMAGE, globalAverage);
