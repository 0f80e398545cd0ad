import type { Layer } from '@tenonjs/contracts';
import { fraction, normal } from '@tenonjs/internal';
import { type NoiseOptions, noiseLayer } from './noiseLayer.js';

export interface GaussianDropoutOptions extends NoiseOptions {
  /** The share that dropout of the same variance would set to zero, in [0, 1). */
  readonly rate: number;
}

/**
 * Multiplies by normal noise around 1 in training, of the variance that dropout's noise has; at inference it changes nothing.
 *
 *     y = x · ε,   ε ~ N(1, rate / (1 − rate))
 *
 * Takes and gives any shape. The same seed draws the same noise on every backend.
 *
 * @throws {RangeError} If `rate` is outside [0, 1).
 * @example
 * gaussianDropout({ rate: 0.5 }).call(tensor1d([1, 2])); // [1, 2]
 * @see Srivastava et al. 2014, https://jmlr.org/papers/v15/srivastava14a.html; https://keras.io/api/layers/regularization_layers/gaussian_dropout/
 */
export function gaussianDropout(options: GaussianDropoutOptions): Layer {
  const { rate } = options;
  fraction('gaussianDropout', { rate });
  return noiseLayer('gaussianDropout', options, (size, seed) => ({
    factor: normal(size, seed, 1, Math.sqrt(rate / (1 - rate))),
  }));
}
