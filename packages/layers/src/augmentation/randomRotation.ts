import type { Layer } from '@tenonjs/contracts';
import { type AugmentationOptions, augmentationLayer, type Factor, rangeOf } from './augmentationLayer.js';
import { type Affine, checkSample, type SampleOptions, sample } from './sample.js';

export interface RandomRotationOptions extends AugmentationOptions, SampleOptions {
  /** The range of turns, as shares of a whole one and counter-clockwise: 0.1 stands for −36° to 36°. */
  readonly factor: Factor;
}

/** Where pixels come from in an image of this size that is turned about its centre. */
export function rotation(turns: number, height: number, width: number): Affine {
  const [cos, sin] = [Math.cos(2 * Math.PI * turns), Math.sin(2 * Math.PI * turns)];
  const [x, y] = [(width - 1) / 2, (height - 1) / 2];
  return [cos, -sin, x - cos * x + sin * y, sin, cos, y - sin * x - cos * y];
}

/**
 * Turns each image by an angle of its own in training; at inference it changes nothing.
 *
 *     angle ~ U(lower, upper) · 2π
 *
 * Takes and gives `[batch, height, width, channels]`, in float32. The same seed turns alike on every backend.
 *
 * @throws {RangeError} If `factor` is outside [−1, 1], or an option is none of those named.
 * @example
 * randomRotation({ factor: 0.1 }).call(tensor4d([1, 2], [1, 1, 2, 1])); // [[[[1], [2]]]]
 * @see https://keras.io/api/layers/preprocessing_layers/image_augmentation/random_rotation/
 */
export function randomRotation(options: RandomRotationOptions): Layer {
  const range = rangeOf('randomRotation', 'factor', options.factor, [-1, 1]);
  checkSample('randomRotation', options);
  return augmentationLayer('randomRotation', options, (x, draw) => {
    const [batch, height, width] = x.shape as [number, number, number];
    return sample(
      x,
      Array.from(draw(batch, range), (turns) => rotation(turns, height, width)),
      options,
    );
  });
}
