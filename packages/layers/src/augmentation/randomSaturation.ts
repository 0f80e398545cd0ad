import type { Layer } from '@tenonjs/contracts';
import {
  type AugmentationOptions,
  augmentationLayer,
  type Factor,
  rangeOf,
  valueRangeOf,
} from './augmentationLayer.js';
import { checkColours, saturated } from './colours.js';

export interface RandomSaturationOptions extends AugmentationOptions {
  /** The range of strengths in [0, 1]: 0 is grey, ½ leaves all as it is; one number stands for 0 to it. */
  readonly factor: Factor;
  /** The lowest and the highest value of a pixel, the lowest being 0; [0, 255] by default. */
  readonly valueRange?: readonly [number, number];
}

/**
 * Makes the colours of each image stronger or paler in training; at inference it changes nothing.
 *
 *     saturation ← min(saturation · f / (1 − f), 1),   f ~ U(lower, upper): grey at 0, unchanged at ½, fullest at 1
 *
 * Takes and gives `[batch, height, width, 3]`, in float32; no gradient flows back to the images. The same seed changes alike on
 * every backend.
 *
 * @throws {RangeError} If `factor` is outside [0, 1] or `valueRange` is not a range.
 * @example
 * randomSaturation({ factor: 0.5 }).call(tensor4d([10, 20, 30], [1, 1, 1, 3])); // [[[[10, 20, 30]]]]
 * @see https://keras.io/api/layers/preprocessing_layers/image_augmentation/random_saturation/
 */
export function randomSaturation(options: RandomSaturationOptions): Layer {
  const range = rangeOf('randomSaturation', 'factor', options.factor, [0, 1]);
  valueRangeOf('randomSaturation', options.valueRange ?? [0, 255]);
  return augmentationLayer(
    'randomSaturation',
    options,
    (x, draw) => {
      const strengths = draw(x.shape[0]!, range).map((f) => f / (1 - f + 1e-7));
      return saturated(x, strengths);
    },
    { check: checkColours },
  );
}
