import type { Layer } from '@tenonjs/contracts';
import { IMAGE, type Pair } from '../convolution/geometry.js';
import { adaptiveAverage } from './adaptiveAverage.js';
import { type AdaptivePoolOptions, adaptivePool } from './adaptivePool.js';

export interface AdaptiveAveragePooling2dOptions extends AdaptivePoolOptions<Pair> {}

/**
 * The mean of each of as many windows as the output has places, whatever the size of the input.
 *
 *     y[…, i, …, c] = mean of x[…, ⌊i·size / outputSize⌋ to ⌈(i + 1)·size / outputSize⌉ − 1, …, c]  along each axis
 *
 * Takes `[batch, height, width, channels]`, gives `[batch, ...outputSize, channels]`. Windows overlap by one element where the sizes do not divide.
 *
 * @throws {RangeError} If a size is not a positive integer.
 * @example
 * adaptiveAveragePooling2d({ outputSize: [1, 2] }).call(tensor4d([1, 2, 3], [1, 1, 3, 1])); // [[[[1.5], [2.5]]]]
 * @see https://keras.io/api/layers/pooling_layers/ (since 3.13); PyTorch's `AdaptiveAvgPool2d`.
 */
export const adaptiveAveragePooling2d = (options: AdaptiveAveragePooling2dOptions): Layer =>
  adaptivePool('adaptiveAveragePooling2d', options, IMAGE, adaptiveAverage);
