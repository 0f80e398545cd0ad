import type { Layer } from '@tenonjs/contracts';
import { IMAGE, type Pair } from '../convolution/geometry.js';
import { averagePool } from './averagePool.js';
import { type PoolOptions, poolLayer } from './poolLayer.js';

export interface AveragePooling2dOptions extends PoolOptions<Pair> {}

/**
 * The mean of each window, channel by channel.
 *
 *     y[b, i, j, c] = mean over r, s of x[b, i·stride + r, j·stride + s, c]
 *
 * Takes `[batch, height, width, channels]`, gives `[batch, newHeight, newWidth, channels]`. Padding is left out of the mean.
 *
 * @throws {RangeError} If a size is not a positive integer.
 * @example
 * averagePooling2d().call(tensor4d([1, 2, 3, 4], [1, 2, 2, 1])); // [[[[2.5]]]]
 * @see https://keras.io/api/layers/pooling_layers/average_pooling2d/
 */
export const averagePooling2d = (options: AveragePooling2dOptions = {}): Layer =>
  poolLayer('averagePooling2d', options, IMAGE, averagePool);
