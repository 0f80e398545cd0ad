import type { Layer } from '@tenonjs/contracts';
import { nonNegative, normal } from '@tenonjs/internal';
import { type NoiseOptions, noiseLayer } from './noiseLayer.js';

export interface GaussianNoiseOptions extends NoiseOptions {
  /** The standard deviation of the noise. */
  readonly stddev: number;
}

/**
 * Adds normal noise in training; at inference it changes nothing.
 *
 *     y = x + ε,   ε ~ N(0, stddev²)
 *
 * Takes and gives any shape. The same seed draws the same noise on every backend.
 *
 * @throws {RangeError} If `stddev` is negative.
 * @example
 * gaussianNoise({ stddev: 0.1 }).call(tensor1d([1, 2])); // [1, 2]
 * @see https://keras.io/api/layers/regularization_layers/gaussian_noise/
 */
export function gaussianNoise(options: GaussianNoiseOptions): Layer {
  const { stddev } = options;
  nonNegative('gaussianNoise', { stddev });
  return noiseLayer('gaussianNoise', options, (size, seed) => ({ term: normal(size, seed, 0, stddev) }));
}
