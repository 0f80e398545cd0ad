import type { Layer } from '@tenonjs/contracts';
import { averagePool } from './averagePooling2d.js';
import { type Pool1dOptions, pool1d } from './pool1d.js';

export interface AveragePooling1dOptions extends Pool1dOptions {}

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
  pool1d('averagePooling1d', options, averagePool);
