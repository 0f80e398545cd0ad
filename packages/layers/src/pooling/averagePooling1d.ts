import type { Layer } from '@tenonjs/contracts';
import { TIME } from '../convolution/geometry.js';
import { averagePool } from './averagePool.js';
import { type PoolOptions, poolLayer } from './poolLayer.js';

export interface AveragePooling1dOptions extends PoolOptions<number> {}

/**
 * The mean of each window of time steps, channel by channel; padding is left out of it.
 *
 *     y[b, t, c] = mean over r of x[b, t·stride + r, c]
 *
 * Takes `[batch, time, channels]`, gives `[batch, newTime, channels]`.
 *
 * @throws {RangeError} If a size is not a positive integer.
 * @example
 * averagePooling1d().call(tensor3d([[[1], [2], [3], [4]]])); // [[[1.5], [3.5]]]
 * @see https://keras.io/api/layers/pooling_layers/average_pooling1d/
 */
export const averagePooling1d = (options: AveragePooling1dOptions = {}): Layer =>
  poolLayer('averagePooling1d', options, TIME, averagePool);
