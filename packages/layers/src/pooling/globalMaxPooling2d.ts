import type { Layer } from '@tenonjs/contracts';
import { IMAGE } from '../convolution/geometry.js';
import { globalMax } from './globalMax.js';
import { type GlobalPoolOptions, globalPool } from './globalPool.js';

export interface GlobalMaxPooling2dOptions extends GlobalPoolOptions {}

/**
 * The largest number of each channel over the whole image.
 *
 *     y[b, c] = max over i, j of x[b, i, j, c]
 *
 * Takes `[batch, height, width, channels]`, gives `[batch, channels]`. Equal winners share the gradient.
 *
 * @example
 * globalMaxPooling2d().call(tensor4d([1, 2, 3, 4], [1, 2, 2, 1])); // [[4]]
 * @see https://keras.io/api/layers/pooling_layers/global_max_pooling2d/
 */
export const globalMaxPooling2d = (options: GlobalMaxPooling2dOptions = {}): Layer =>
  globalPool('globalMaxPooling2d', options, IMAGE, globalMax);
