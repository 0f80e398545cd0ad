import type { Layer } from '@tenonjs/contracts';
import { IMAGE, type Pair } from '../convolution/geometry.js';
import { maxPool } from './maxPool.js';
import { type PoolOptions, poolLayer } from './poolLayer.js';

export interface MaxPooling2dOptions extends PoolOptions<Pair> {}

/**
 * Keeps the largest number of each window, channel by channel.
 *
 *     y[b, i, j, c] = max over r, s of x[b, i·stride + r, j·stride + s, c]
 *
 * Takes `[batch, height, width, channels]`, gives `[batch, newHeight, newWidth, channels]`. Padding never wins.
 *
 * @throws {RangeError} If a size is not a positive integer.
 * @example
 * maxPooling2d().call(tensor4d([1, 2, 3, 4], [1, 2, 2, 1])); // [[[[4]]]]
 * @see https://keras.io/api/layers/pooling_layers/max_pooling2d/
 */
export const maxPooling2d = (options: MaxPooling2dOptions = {}): Layer =>
  poolLayer('maxPooling2d', options, IMAGE, maxPool);
