import type { Layer, Shape } from '@tenonjs/contracts';
import { bits, fraction } from '@tenonjs/internal';
import { noiseShapeFits } from './dropout.js';
import { type NoiseOptions, noiseLayer } from './noiseLayer.js';

export interface AlphaDropoutOptions extends NoiseOptions {
  /** The share of inputs that are dropped, in [0, 1). */
  readonly rate: number;
  /** As in `dropout`: axes of size 1 share their mask, null stands for the input's size. */
  readonly noiseShape?: Shape;
}

/** Where SELU leads to from −∞: −α · scale. */
const LEAST = -1.6732632423543772 * 1.0507009873554805;

/**
 * Dropout that keeps mean and variance as they are, for networks of `selu`: what is dropped goes to SELU's least value,
 * not to zero. At inference it changes nothing.
 *
 *     y = a · (x or α′) + b,   α′ ≈ −1.7581,  a = ((1 − rate)(1 + rate · α′²))^−½,  b = −a · α′ · rate
 *
 * Takes and gives any shape. The same seed drops the same elements on every backend.
 *
 * @throws {RangeError} If `rate` is outside [0, 1).
 * @example
 * alphaDropout({ rate: 0.5 }).call(tensor1d([1, 2])); // [1, 2]
 * @see Klambauer et al. 2017, https://arxiv.org/abs/1706.02515
 */
export function alphaDropout(options: AlphaDropoutOptions): Layer {
  const { rate, noiseShape } = options;
  fraction('alphaDropout', { rate });
  const a = ((1 - rate) * (1 + rate * LEAST ** 2)) ** -0.5;
  const b = -a * LEAST * rate;
  const threshold = Math.floor(rate * 2 ** 32);
  return noiseLayer(
    'alphaDropout',
    options,
    (size, seed) => {
      const [factor, term] = [new Float32Array(size), new Float32Array(size)];
      for (let i = 0; i < size; i++) {
        const stays = bits(seed, i) >= threshold;
        factor[i] = stays ? a : 0;
        term[i] = stays ? b : a * LEAST + b;
      }
      return { factor, term };
    },
    { shape: noiseShape, check: noiseShapeFits(noiseShape) },
  );
}
