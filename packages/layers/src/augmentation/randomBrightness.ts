import type { Layer } from '@tenonjs/contracts';
import { tensor } from '@tensorflow/tfjs-core';
import { clipped, scaled } from '../core/scaled.js';
import {
  type AugmentationOptions,
  augmentationLayer,
  type Factor,
  rangeOf,
  valueRangeOf,
} from './augmentationLayer.js';

export interface RandomBrightnessOptions extends AugmentationOptions {
  /** The range of changes, as shares of the range of values: 0.2 stands for −20 % to 20 %. */
  readonly factor: Factor;
  /** The lowest and the highest value of a pixel; [0, 255] by default. */
  readonly valueRange?: readonly [number, number];
}

/**
 * Makes each image brighter or darker in training; at inference it changes nothing.
 *
 *     y = clip(x + f · (high − low), low, high),   f ~ U(lower, upper)
 *
 * Takes and gives `[batch, height, width, channels]`, in float32. The same seed changes alike on every backend.
 *
 * @throws {RangeError} If `factor` is outside [−1, 1] or `valueRange` is not a range.
 * @example
 * randomBrightness({ factor: [0.2, 0.2] }).call(tensor4d([100, 250], [1, 1, 2, 1]), { training: true }); // [[[[151], [255]]]]
 * @see https://keras.io/api/layers/preprocessing_layers/image_augmentation/random_brightness/
 */
export function randomBrightness(options: RandomBrightnessOptions): Layer {
  const range = rangeOf('randomBrightness', 'factor', options.factor, [-1, 1]);
  const values = valueRangeOf('randomBrightness', options.valueRange ?? [0, 255]);
  return augmentationLayer('randomBrightness', options, (x, draw) => {
    const shifts = draw(x.shape[0]!, range).map((f) => f * (values[1] - values[0]));
    return clipped(scaled(x, undefined, tensor(shifts, [shifts.length, 1, 1, 1])), values);
  });
}
