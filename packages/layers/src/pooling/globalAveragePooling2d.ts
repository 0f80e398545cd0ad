import type { Layer } from '@tenonjs/contracts';
import { primitive } from '@tenonjs/internal';
import { div, mean, tile } from '@tensorflow/tfjs-core';
import { type GlobalPoolOptions, globalPool, perImage } from './globalPool.js';

export interface GlobalAveragePooling2dOptions extends GlobalPoolOptions {}

/**
 * The mean of each channel over the whole image.
 *
 *     y[b, c] = mean over i, j of x[b, i, j, c]
 *
 * Takes `[batch, height, width, channels]`, gives `[batch, channels]`.
 *
 * @example
 * globalAveragePooling2d().call(tensor4d([1, 2, 3, 4], [1, 2, 2, 1])); // [[2.5]]
 * @see https://keras.io/api/layers/pooling_layers/global_average_pooling2d/
 */
export const globalAveragePooling2d = (options: GlobalAveragePooling2dOptions = {}): Layer =>
  globalPool('globalAveragePooling2d', options, (x, keepdims) =>
    primitive({ x }, () => {
      const [, height, width] = x.shape as [number, number, number];
      return {
        value: mean(x, [1, 2], keepdims),
        gradient: (dy) => ({ x: () => tile(div(perImage(dy), height * width), [1, height, width, 1]) }),
      };
    }),
  );
