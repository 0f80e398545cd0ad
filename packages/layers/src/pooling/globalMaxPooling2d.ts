import type { Layer } from '@tenonjs/contracts';
import { primitive } from '@tenonjs/internal';
import { cast, div, equal, max, mul, sum } from '@tensorflow/tfjs-core';
import { type GlobalPoolOptions, globalPool, perImage } from './globalPool.js';

export interface GlobalMaxPooling2dOptions extends GlobalPoolOptions {}

/**
 * The largest number of each channel over the whole image.
 *
 *     y[b, c] = max over i, j of x[b, i, j, c]
 *
 * Takes `[batch, height, width, channels]`, gives `[batch, channels]`. Equal winners share the gradient.
 *
 * @example
 * globalMaxPooling2d().call(tensor4d([1, 2, 3, 4], [1, 2, 2, 1])); // [[4]]
 * @see https://keras.io/api/layers/pooling_layers/global_max_pooling2d/
 */
export const globalMaxPooling2d = (options: GlobalMaxPooling2dOptions = {}): Layer =>
  globalPool('globalMaxPooling2d', options, (x, keepdims) =>
    primitive({ x }, () => {
      const y = max(x, [1, 2], keepdims);
      return {
        value: y,
        keep: [x, y],
        gradient: (dy, [x, y]) => ({
          x: () => {
            const winners = cast(equal(x!, perImage(y!)), 'float32');
            return mul(winners, div(perImage(dy), sum(winners, [1, 2], true)));
          },
        }),
      };
    }),
  );
