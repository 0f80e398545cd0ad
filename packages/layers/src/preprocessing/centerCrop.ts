import type { Layer, Shape } from '@tenonjs/contracts';
import { positiveInteger, rank } from '@tenonjs/internal';
import type { Tensor } from '@tensorflow/tfjs-core';
import { IMAGE } from '../convolution/geometry.js';
import { type LayerOptions, layer } from '../layer.js';
import { cropped, floats, resizedToCover } from './resize.js';

export interface CenterCropOptions extends LayerOptions {
  /** The height of the output. */
  readonly height: number;
  /** The width of the output. */
  readonly width: number;
}

/**
 * Cuts the middle out of images; of those that are too small the largest part of the same proportions is enlarged.
 *
 * Takes `[batch, height, width, channels]`, gives `[batch, newHeight, newWidth, channels]`, in float32.
 *
 * @throws {RangeError} If `height` or `width` is not a positive integer.
 * @example
 * centerCrop({ height: 1, width: 1 }).call(tensor4d([1, 2, 3], [1, 1, 3, 1])); // [[[[2]]]]
 * @see https://keras.io/api/layers/preprocessing_layers/image_preprocessing/center_crop/
 */
export function centerCrop(options: CenterCropOptions): Layer {
  const { height, width } = options;
  positiveInteger('centerCrop', { height, width });
  return layer('centerCrop', options, {
    check: (who, shape) => rank(who, 'input', shape, IMAGE),
    call: (x: Tensor) => {
      const [rows, columns] = [x.shape[1]! - height, x.shape[2]! - width];
      const pixels = floats(x);
      return rows >= 0 && columns >= 0
        ? cropped(pixels, [Math.floor(rows / 2), Math.floor(columns / 2)], height, width)
        : resizedToCover(pixels, height, width, 'bilinear');
    },
    outputShape: (shape): Shape => [shape[0]!, height, width, shape[3]!],
  });
}
