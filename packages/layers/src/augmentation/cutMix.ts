import type { Layer, Tensors } from '@tenonjs/contracts';
import { seedFrom } from '@tenonjs/internal';
import { tensor } from '@tensorflow/tfjs-core';
import { type AugmentationOptions, type Factor, rangeOf } from './augmentationLayer.js';
import { beta } from './beta.js';
import { boxes } from './boxes.js';
import { mixingLayer } from './mixing.js';

export interface CutMixOptions extends AugmentationOptions {
  /** The range of the parameter of the beta distribution; 1, which stands for 0 to 1, by default. */
  readonly factor?: Factor;
}

/**
 * Puts a box of another image of the batch into each image in training, and mixes their labels by its area; at inference it
 * changes nothing.
 *
 *     box of √(1 − λ) of height and width,  λ ~ Beta(α, α),  α ~ U(lower, upper);   y ← (1 − area)y + area · y′
 *
 * Takes `[batch, height, width, channels]`, or `[images, labels]` with labels `[batch, classes]`, and gives the same in float32.
 * The same seed cuts alike on every backend.
 *
 * @throws {RangeError} If `factor` is outside [0, 1].
 * @example
 * cutMix().call(tensor4d([1, 2], [2, 1, 1, 1])); // [[[[1]]], [[[2]]]]
 * @see Yun et al. 2019, https://arxiv.org/abs/1905.04899; https://keras.io/api/layers/preprocessing_layers/image_augmentation/cut_mix/
 */
export function cutMix(options: CutMixOptions = {}): Layer<Tensors, Tensors> {
  const range = rangeOf('cutMix', 'factor', options.factor ?? 1, [0, 1]);
  return mixingLayer('cutMix', options, ([batch, height, width], draw, seed) => {
    const sides = draw(batch!, range).map((alpha, i) =>
      Math.sqrt(1 - (alpha === 0 ? 1 : beta(alpha, seedFrom(seed, i)))),
    );
    const { mask, areas } = boxes(height!, width!, sides, sides, draw);
    return {
      pixels: tensor(
        mask.map((inside) => 1 - inside),
        [batch!, height!, width!, 1],
      ),
      labels: areas.map((area) => 1 - area / (height! * width!)),
    };
  });
}
