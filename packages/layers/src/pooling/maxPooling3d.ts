import type { Layer } from '@tenonjs/contracts';
import { type Triple, VOLUME } from '../convolution/geometry.js';
import { maxPool } from './maxPool.js';
import { type PoolOptions, poolLayer } from './poolLayer.js';

export interface MaxPooling3dOptions extends PoolOptions<Triple> {}

/**
 * Keeps the largest number of each window of a volume, channel by channel; padding never wins.
 *
 *     y[b, h, i, j, c] = max over o, r, s of x[b, h·stride + o, i·stride + r, j·stride + s, c]
 *
 * Takes `[batch, depth, height, width, channels]`, gives `[batch, newDepth, newHeight, newWidth, channels]`. It pools images
 * first, then the depth: the same numbers.
 *
 * @throws {RangeError} If a size is not a positive integer.
 * @example
 * maxPooling3d({ poolSize: [2, 1, 1] }).call(tensor5d([1, 2], [1, 2, 1, 1, 1])); // [[[[[2]]]]]
 * @see https://keras.io/api/layers/pooling_layers/max_pooling3d/
 */
export const maxPooling3d = (options: MaxPooling3dOptions = {}): Layer =>
  poolLayer('maxPooling3d', options, VOLUME, maxPool);
