import type { Layer } from '@tenonjs/contracts';
import { normal, seedFrom } from '@tenonjs/internal';
import { clipByValue, mul, sub, tensor, tidy } from '@tensorflow/tfjs-core';
import { scaled } from '../core/scaled.js';
import {
  type AugmentationOptions,
  augmentationLayer,
  type Factor,
  rangeOf,
  valueRangeOf,
} from './augmentationLayer.js';
import { boxes } from './boxes.js';

export interface RandomErasingOptions extends AugmentationOptions {
  /** The range of the probability that an image loses a part; 1, which stands for 0 to 1, by default. */
  readonly factor?: Factor;
  /** The range of the part's size, as a share of the image's; [0.02, 0.33] by default. */
  readonly scale?: Factor;
  /** What stands there then; normal noise by default. */
  readonly fillValue?: number;
  /** The lowest and the highest value of a pixel; [0, 255] by default. */
  readonly valueRange?: readonly [number, number];
}

/**
 * Takes a box out of images in training; at inference it changes nothing.
 *
 *     height of the box = √s · height,   s ~ U(scale), its width and its place likewise
 *
 * Takes and gives `[batch, height, width, channels]`, in float32. The same seed takes out the same on every backend.
 *
 * @throws {RangeError} If `factor` or `scale` is outside [0, 1] or `valueRange` is not a range.
 * @example
 * randomErasing().call(tensor4d([1, 2], [1, 1, 2, 1])); // [[[[1], [2]]]]
 * @see Zhong et al. 2020, https://arxiv.org/abs/1708.04896; https://keras.io/api/layers/preprocessing_layers/image_augmentation/random_erasing/
 */
export function randomErasing(options: RandomErasingOptions = {}): Layer {
  const { fillValue } = options;
  const chances = rangeOf('randomErasing', 'factor', options.factor ?? 1, [0, 1]);
  const scale = rangeOf('randomErasing', 'scale', options.scale ?? [0.02, 0.33], [0, 1]);
  const values = valueRangeOf('randomErasing', options.valueRange ?? [0, 255]);
  return augmentationLayer('randomErasing', options, (x, draw, seed) => {
    const [batch, height, width] = x.shape as [number, number, number];
    const [tall, wide] = [draw(batch, scale).map(Math.sqrt), draw(batch, scale).map(Math.sqrt)];
    const { mask } = boxes(height, width, tall, wide, draw);
    const [chance, throws] = [draw(batch, chances), draw(batch)];
    const area = height * width;
    const erased = tensor(
      mask.map((inside, i) => (throws[Math.floor(i / area)]! < chance[Math.floor(i / area)]! ? inside : 0)),
      [batch, height, width, 1],
    );
    const term = tidy(() => {
      const noise = fillValue ?? tensor(normal(x.size, seedFrom(seed, 1000), 0, values[1]), x.shape);
      return mul(erased, clipByValue(noise, ...values));
    });
    return scaled(x, sub(1, erased), term);
  });
}
