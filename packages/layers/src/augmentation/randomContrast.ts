import type { Layer } from '@tenonjs/contracts';
import { primitive } from '@tenonjs/internal';
import { add, mean, mul, sub, type Tensor, tensor } from '@tensorflow/tfjs-core';
import { clipped } from '../core/scaled.js';
import { type AugmentationOptions, augmentationLayer, type Factor, valueRangeOf } from './augmentationLayer.js';

export interface RandomContrastOptions extends AugmentationOptions {
  /** How much less and how much more contrast at most; one number stands for both: 0.2 for 80 % to 120 %. */
  readonly factor: Factor;
  /** The lowest and the highest value of a pixel; [0, 255] by default. */
  readonly valueRange?: readonly [number, number];
}

/** The distance of each pixel from its channel's mean, times a factor an image. */
export const contrasted = (x: Tensor, factors: Float32Array): Tensor =>
  primitive({ x }, () => {
    const factor = tensor(factors, [factors.length, 1, 1, 1]);
    const around = (t: Tensor, factor: Tensor): Tensor => {
      const center = mean(t, [1, 2], true);
      return add(mul(sub(t, center), factor), center);
    };
    return { value: around(x, factor), keep: [factor], gradient: (dy, [factor]) => ({ x: () => around(dy, factor!) }) };
  });

/**
 * Gives each image more or less contrast in training; at inference it changes nothing.
 *
 *     y = clip((x − mean) · f + mean, low, high),   f ~ U(1 − lower, 1 + upper), the mean that of each channel
 *
 * Takes and gives `[batch, height, width, channels]`, in float32. The same seed changes alike on every backend.
 *
 * @throws {RangeError} If `factor` is outside [0, 1] or `valueRange` is not a range.
 * @example
 * randomContrast({ factor: 0.5 }).call(tensor4d([100, 200], [1, 1, 2, 1])); // [[[[100], [200]]]]
 * @see https://keras.io/api/layers/preprocessing_layers/image_augmentation/random_contrast/
 */
export function randomContrast(options: RandomContrastOptions): Layer {
  const { factor } = options;
  const [lower, upper] = typeof factor === 'number' ? [factor, factor] : factor;
  for (const one of [lower, upper]) {
    if (!(one >= 0 && one <= 1)) {
      throw new RangeError(
        `randomContrast: factor must be a number or two from 0 to 1, got ${JSON.stringify(factor)}.`,
      );
    }
  }
  const values = valueRangeOf('randomContrast', options.valueRange ?? [0, 255]);
  return augmentationLayer('randomContrast', options, (x, draw) =>
    clipped(contrasted(x, draw(x.shape[0]!, [1 - lower, 1 + upper])), values),
  );
}
