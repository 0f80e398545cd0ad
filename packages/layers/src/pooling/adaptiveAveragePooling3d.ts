import type { Layer } from '@tenonjs/contracts';
import { type Triple, VOLUME } from '../convolution/geometry.js';
import { adaptiveAverage } from './adaptiveAverage.js';
import { type AdaptivePoolOptions, adaptivePool } from './adaptivePool.js';

export interface AdaptiveAveragePooling3dOptions extends AdaptivePoolOptions<Triple> {}

/**
 * The mean of each of as many windows as the output has places, whatever the size of the input.
 *
 *     y[…, i, …, c] = mean of x[…, ⌊i·size / outputSize⌋ to ⌈(i + 1)·size / outputSize⌉ − 1, …, c]  along each axis
 *
 * Takes `[batch, depth, height, width, channels]`, gives `[batch, ...outputSize, channels]`. Windows overlap by one element where the sizes do not divide.
 *
 * @throws {RangeError} If a size is not a positive integer.
 * @example
 * adaptiveAveragePooling3d({ outputSize: [1, 1, 2] }).call(tensor5d([1, 2, 3], [1, 1, 1, 3, 1])); // [[[[[1.5], [2.5]]]]]
 * @see https://keras.io/api/layers/pooling_layers/ (since 3.13); PyTorch's `AdaptiveAvgPool3d`.
 */
export const adaptiveAveragePooling3d = (options: AdaptiveAveragePooling3dOptions): Layer =>
  adaptivePool('adaptiveAveragePooling3d', options, VOLUME, adaptiveAverage);
