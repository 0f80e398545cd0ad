import type { Layer } from '@tenonjs/contracts';
import { type AugmentationOptions, augmentationLayer, type Factor, rangeOf } from './augmentationLayer.js';
import { checkSample, type SampleOptions, sample } from './sample.js';

export interface RandomTranslationOptions extends AugmentationOptions, SampleOptions {
  /** The range of shifts down, as shares of the height: 0.2 stands for −20 % to 20 %. */
  readonly heightFactor: Factor;
  /** The range of shifts to the right, as shares of the width. */
  readonly widthFactor: Factor;
}

/**
 * Shifts each image in training; at inference it changes nothing.
 *
 *     y[b, i, j, c] = x[b, i − height · f, j − width · g, c],   f, g ~ U(lower, upper)
 *
 * Takes and gives `[batch, height, width, channels]`, in float32. The same seed shifts alike on every backend.
 *
 * @throws {RangeError} If a factor is outside [−1, 1], or an option is none of those named.
 * @example
 * randomTranslation({ heightFactor: 0.1, widthFactor: 0.1 }).call(tensor4d([1, 2], [1, 1, 2, 1])); // [[[[1], [2]]]]
 * @see https://keras.io/api/layers/preprocessing_layers/image_augmentation/random_translation/
 */
export function randomTranslation(options: RandomTranslationOptions): Layer {
  const down = rangeOf('randomTranslation', 'heightFactor', options.heightFactor, [-1, 1]);
  const right = rangeOf('randomTranslation', 'widthFactor', options.widthFactor, [-1, 1]);
  checkSample('randomTranslation', options);
  return augmentationLayer('randomTranslation', options, (x, draw) => {
    const [batch, height, width] = x.shape as [number, number, number];
    const [rows, columns] = [draw(batch, down), draw(batch, right)];
    return sample(
      x,
      Array.from(rows, (row, i) => [1, 0, -columns[i]! * width, 0, 1, -row * height]),
      options,
    );
  });
}
