import type { Layer } from '@tenonjs/contracts';
import {
  type AugmentationOptions,
  augmentationLayer,
  type Factor,
  rangeOf,
  valueRangeOf,
} from './augmentationLayer.js';
import { checkColours, hueTurned } from './colours.js';

export interface RandomHueOptions extends AugmentationOptions {
  /** The range of turns in either direction, as shares of half the colour circle; one number stands for 0 to it. */
  readonly factor: Factor;
  /** The lowest and the highest value of a pixel, the lowest being 0; [0, 255] by default. */
  readonly valueRange?: readonly [number, number];
}

/**
 * Turns the colours of each image along the colour circle in training; at inference it changes nothing.
 *
 *     hue ← hue ± f / 2 of the circle,   f ~ U(lower, upper)
 *
 * Takes and gives `[batch, height, width, 3]`, in float32; no gradient flows back to the images. The same seed changes alike on
 * every backend.
 *
 * @throws {RangeError} If `factor` is outside [0, 1] or `valueRange` is not a range.
 * @example
 * randomHue({ factor: 0.5 }).call(tensor4d([10, 20, 30], [1, 1, 1, 3])); // [[[[10, 20, 30]]]]
 * @see https://keras.io/api/layers/preprocessing_layers/image_augmentation/random_hue/
 */
export function randomHue(options: RandomHueOptions): Layer {
  const range = rangeOf('randomHue', 'factor', options.factor, [0, 1]);
  valueRangeOf('randomHue', options.valueRange ?? [0, 255]);
  return augmentationLayer(
    'randomHue',
    options,
    (x, draw) => {
      const [sides, turns] = [draw(x.shape[0]!), draw(x.shape[0]!, range)];
      return hueTurned(
        x,
        turns.map((f, i) => (sides[i]! > 0.5 ? -f : f) / 2),
      );
    },
    { check: checkColours },
  );
}
