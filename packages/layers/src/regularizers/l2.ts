import type { Regularizer } from '@tenonjs/contracts';
import { named, nonNegative } from '@tenonjs/internal';
import { penalty } from './penalty.js';

export interface L2Options {
  /** 0.01 by default. */
  readonly l2?: number;
}

/**
 * A penalty on the square of weights, which keeps all of them small.
 *
 *     l2 · Σ w²
 *
 * @throws {RangeError} If `l2` is negative.
 * @example
 * l2({ l2: 0.1 })(tensor1d([1, -2])); // 0.5
 * @see Krogh & Hertz 1991, https://papers.nips.cc/paper/563; without the factor ½ of the paper, as in Keras.
 */
export function l2(options: L2Options = {}): Regularizer {
  const { l2 = 0.01 } = options;
  nonNegative('l2', { l2 });
  return named('l2', (weight) => penalty(weight, 0, l2), options);
}
