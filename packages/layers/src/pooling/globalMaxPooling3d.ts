import type { Layer } from '@tenonjs/contracts';
import { VOLUME } from '../convolution/geometry.js';
import { globalMax } from './globalMax.js';
import { type GlobalPoolOptions, globalPool } from './globalPool.js';

export interface GlobalMaxPooling3dOptions extends GlobalPoolOptions {}

/**
 * The largest number of each channel over the whole volume.
 *
 *     y[b, c] = max over h, i, j of x[b, h, i, j, c]
 *
 * Takes `[batch, depth, height, width, channels]`, gives `[batch, channels]`. Equal winners share the gradient.
 *
 * @example
 * globalMaxPooling3d().call(tensor5d([1, 2, 3, 4], [1, 1, 2, 2, 1])); // [[4]]
 * @see https://keras.io/api/layers/pooling_layers/global_max_pooling3d/
 */
export const globalMaxPooling3d = (options: GlobalMaxPooling3dOptions = {}): Layer =>
  globalPool('globalMaxPooling3d', options, VOLUME, globalMax);
