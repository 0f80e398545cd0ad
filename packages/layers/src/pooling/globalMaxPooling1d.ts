import type { Layer } from '@tenonjs/contracts';
import { TIME } from '../convolution/geometry.js';
import { globalMax } from './globalMax.js';
import { type GlobalPoolOptions, globalPool } from './globalPool.js';

export interface GlobalMaxPooling1dOptions extends GlobalPoolOptions {}

/**
 * The largest number of each channel over all time steps.
 *
 *     y[b, c] = max over t of x[b, t, c]
 *
 * Takes `[batch, time, channels]`, gives `[batch, channels]`. Equal winners share the gradient.
 *
 * @example
 * globalMaxPooling1d().call(tensor3d([[[1], [2], [3], [4]]])); // [[4]]
 * @see https://keras.io/api/layers/pooling_layers/global_max_pooling1d/
 */
export const globalMaxPooling1d = (options: GlobalMaxPooling1dOptions = {}): Layer =>
  globalPool('globalMaxPooling1d', options, TIME, globalMax);
