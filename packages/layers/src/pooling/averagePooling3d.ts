import type { Layer } from '@tenonjs/contracts';
import { type Triple, VOLUME } from '../convolution/geometry.js';
import { averagePool } from './averagePool.js';
import { type PoolOptions, poolLayer } from './poolLayer.js';

export interface AveragePooling3dOptions extends PoolOptions<Triple> {}

/**
 * The mean of each window of a volume, channel by channel; padding is left out of it.
 *
 *     y[b, h, i, j, c] = mean over o, r, s of x[b, h·stride + o, i·stride + r, j·stride + s, c]
 *
 * Takes `[batch, depth, height, width, channels]`, gives `[batch, newDepth, newHeight, newWidth, channels]`. It pools images
 * first, then the depth: the same numbers.
 *
 * @throws {RangeError} If a size is not a positive integer.
 * @example
 * averagePooling3d({ poolSize: [2, 1, 1] }).call(tensor5d([1, 2], [1, 2, 1, 1, 1])); // [[[[[1.5]]]]]
 * @see https://keras.io/api/layers/pooling_layers/average_pooling3d/
 */
export const averagePooling3d = (options: AveragePooling3dOptions = {}): Layer =>
  poolLayer('averagePooling3d', options, VOLUME, averagePool);
