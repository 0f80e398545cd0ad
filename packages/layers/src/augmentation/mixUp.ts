import type { Layer, Tensors } from '@tenonjs/contracts';
import { nonNegative, seedFrom } from '@tenonjs/internal';
import { tensor } from '@tensorflow/tfjs-core';
import type { AugmentationOptions } from './augmentationLayer.js';
import { beta } from './beta.js';
import { mixingLayer } from './mixing.js';

export interface MixUpOptions extends AugmentationOptions {
  /** The parameter of the beta distribution: near 0 one image prevails, at 1 all shares are as likely; 0.2 by default. */
  readonly alpha?: number;
}

/**
 * Blends each image with another of its batch in training, and their labels with them; at inference it changes nothing.
 *
 *     x ← λx + (1 − λ)x′,   y ← λy + (1 − λ)y′,   λ ~ Beta(α, α)
 *
 * Takes `[batch, height, width, channels]`, or `[images, labels]` with labels `[batch, classes]`, and gives the same in float32.
 * The same seed blends alike on every backend.
 *
 * @throws {RangeError} If `alpha` is negative.
 * @example
 * mixUp().call(tensor4d([1, 2], [2, 1, 1, 1])); // [[[[1]]], [[[2]]]]
 * @see Zhang et al. 2018, https://arxiv.org/abs/1710.09412; https://keras.io/api/layers/preprocessing_layers/image_augmentation/mix_up/
 */
export function mixUp(options: MixUpOptions = {}): Layer<Tensors, Tensors> {
  const { alpha = 0.2 } = options;
  nonNegative('mixUp', { alpha });
  return mixingLayer('mixUp', options, ([batch], _, seed) => {
    const kept = Float32Array.from({ length: batch! }, (_, i) => (alpha === 0 ? 1 : beta(alpha, seedFrom(seed, i))));
    return { pixels: tensor(kept, [batch!, 1, 1, 1]), labels: kept };
  });
}
