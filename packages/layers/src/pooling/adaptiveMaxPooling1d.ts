import type { Layer } from '@tenonjs/contracts';
import { TIME } from '../convolution/geometry.js';
import { adaptiveMax } from './adaptiveMax.js';
import { type AdaptivePoolOptions, adaptivePool } from './adaptivePool.js';

export interface AdaptiveMaxPooling1dOptions extends AdaptivePoolOptions<number> {}

/**
 * The largest number of each of as many windows as the output has places, whatever the size of the input.
 *
 *     y[…, i, …, c] = max of x[…, ⌊i·size / outputSize⌋ to ⌈(i + 1)·size / outputSize⌉ − 1, …, c]  along each axis
 *
 * Takes `[batch, time, channels]`, gives `[batch, outputSize, channels]`. Windows overlap by one element where the sizes do not divide.
 *
 * @throws {RangeError} If a size is not a positive integer.
 * @example
 * adaptiveMaxPooling1d({ outputSize: 2 }).call(tensor3d([[[1], [2], [3]]])); // [[[2], [3]]]
 * @see https://keras.io/api/layers/pooling_layers/ (since 3.13); PyTorch's `AdaptiveMaxPool1d`.
 */
export const adaptiveMaxPooling1d = (options: AdaptiveMaxPooling1dOptions): Layer =>
  adaptivePool('adaptiveMaxPooling1d', options, TIME, adaptiveMax);
