import type { Layer } from '@tenonjs/contracts';
import { TIME } from '../convolution/geometry.js';
import { adaptiveAverage } from './adaptiveAverage.js';
import { type AdaptivePoolOptions, adaptivePool } from './adaptivePool.js';

export interface AdaptiveAveragePooling1dOptions extends AdaptivePoolOptions<number> {}

/**
 * The mean of each of as many windows as the output has places, whatever the size of the input.
 *
 *     y[…, i, …, c] = mean of x[…, ⌊i·size / outputSize⌋ to ⌈(i + 1)·size / outputSize⌉ − 1, …, c]  along each axis
 *
 * Takes `[batch, time, channels]`, gives `[batch, outputSize, channels]`. Windows overlap by one element where the sizes do not divide.
 *
 * @throws {RangeError} If a size is not a positive integer.
 * @example
 * adaptiveAveragePooling1d({ outputSize: 2 }).call(tensor3d([[[1], [2], [3]]])); // [[[1.5], [2.5]]]
 * @see https://keras.io/api/layers/pooling_layers/ (since 3.13); PyTorch's `AdaptiveAvgPool1d`.
 */
export const adaptiveAveragePooling1d = (options: AdaptiveAveragePooling1dOptions): Layer =>
  adaptivePool('adaptiveAveragePooling1d', options, TIME, adaptiveAverage);
