import type { Layer } from '@tenonjs/contracts';
import { IMAGE, type Pair } from '../convolution/geometry.js';
import { adaptiveMax } from './adaptiveMax.js';
import { type AdaptivePoolOptions, adaptivePool } from './adaptivePool.js';

export interface AdaptiveMaxPooling2dOptions extends AdaptivePoolOptions<Pair> {}

/**
 * The largest number of each of as many windows as the output has places, whatever the size of the input.
 *
 *     y[…, i, …, c] = max of x[…, ⌊i·size / outputSize⌋ to ⌈(i + 1)·size / outputSize⌉ − 1, …, c]  along each axis
 *
 * Takes `[batch, height, width, channels]`, gives `[batch, ...outputSize, channels]`. Windows overlap by one element where the sizes do not divide.
 *
 * @throws {RangeError} If a size is not a positive integer.
 * @example
 * adaptiveMaxPooling2d({ outputSize: [1, 2] }).call(tensor4d([1, 2, 3], [1, 1, 3, 1])); // [[[[2], [3]]]]
 * @see https://keras.io/api/layers/pooling_layers/ (since 3.13); PyTorch's `AdaptiveMaxPool2d`.
 */
export const adaptiveMaxPooling2d = (options: AdaptiveMaxPooling2dOptions): Layer =>
  adaptivePool('adaptiveMaxPooling2d', options, IMAGE, adaptiveMax);
