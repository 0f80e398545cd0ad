import type { Regularizer } from '@tenonjs/contracts';
import { named, nonNegative } from '@tenonjs/internal';
import { penalty } from './penalty.js';

export interface L1Options {
  /** 0.01 by default. */
  readonly l1?: number;
}

/**
 * A penalty on the size of weights, which drives small ones to zero.
 *
 *     l1 · Σ |w|
 *
 * @throws {RangeError} If `l1` is negative.
 * @example
 * l1({ l1: 0.1 })(tensor1d([1, -2])); // 0.3
 * @see Tibshirani 1996, https://doi.org/10.1111/j.2517-6161.1996.tb02080.x
 */
export function l1(options: L1Options = {}): Regularizer {
  const { l1 = 0.01 } = options;
  nonNegative('l1', { l1 });
  return named('l1', (weight) => penalty(weight, l1, 0), options);
}
