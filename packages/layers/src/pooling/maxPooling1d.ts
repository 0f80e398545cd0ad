import type { Layer } from '@tenonjs/contracts';
import { maxPool } from './maxPooling2d.js';
import { type Pool1dOptions, pool1d } from './pool1d.js';

export interface MaxPooling1dOptions extends Pool1dOptions {}

/**
 * Keeps the largest number of each window of time steps, channel by channel.
 *
 *     y[b, t, c] = max over r of x[b, t·stride + r, c]
 *
 * Takes `[batch, time, channels]`, gives `[batch, newTime, channels]`.
 *
 * @throws {RangeError} If a size is not a positive integer.
 * @example
 * maxPooling1d().call(tensor3d([[[1], [2], [3], [4]]])); // [[[2], [4]]]
 * @see https://keras.io/api/layers/pooling_layers/max_pooling1d/
 */
export const maxPooling1d = (options: MaxPooling1dOptions = {}): Layer => pool1d('maxPooling1d', options, maxPool);
