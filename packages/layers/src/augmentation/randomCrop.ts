import type { Layer, Shape } from '@tenonjs/contracts';
import { positiveInteger } from '@tenonjs/internal';
import type { Tensor } from '@tensorflow/tfjs-core';
import { cropped, resizedToCover } from '../preprocessing/resize.js';
import { type AugmentationOptions, augmentationLayer } from './augmentationLayer.js';

export interface RandomCropOptions extends AugmentationOptions {
  /** The height of the output. */
  readonly height: number;
  /** The width of the output. */
  readonly width: number;
}

/**
 * Cuts a part out of images in training, the same place of the whole batch; at inference the largest part of the same
 * proportions, from the middle, is brought to the size, and so it is in training where the images are too small.
 *
 * Takes `[batch, height, width, channels]`, gives `[batch, newHeight, newWidth, channels]`, in float32.
 *
 * @throws {RangeError} If `height` or `width` is not a positive integer.
 * @example
 * randomCrop({ height: 1, width: 1 }).call(tensor4d([1, 3], [1, 1, 2, 1])); // [[[[1]]]]
 * @see https://keras.io/api/layers/preprocessing_layers/image_augmentation/random_crop/
 */
export function randomCrop(options: RandomCropOptions): Layer {
  const { height, width } = options;
  positiveInteger('randomCrop', { height, width });
  const still = (x: Tensor): Tensor => resizedToCover(x, height, width, 'bilinear');
  return augmentationLayer(
    'randomCrop',
    options,
    (x, draw) => {
      const [, tall, wide] = x.shape as [number, number, number];
      if (tall < height || wide < width) return still(x);
      const [down, right] = draw(2) as unknown as [number, number];
      return cropped(
        x,
        [Math.floor(down * (tall - height + 1)), Math.floor(right * (wide - width + 1))],
        height,
        width,
      );
    },
    { still, outputShape: (shape): Shape => [shape[0]!, height, width, shape[3]!] },
  );
}
