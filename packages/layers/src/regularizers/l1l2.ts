import type { Regularizer } from '@tenonjs/contracts';
import { named, nonNegative } from '@tenonjs/internal';
import { penalty } from './penalty.js';

export interface L1l2Options {
  /** 0 by default. */
  readonly l1?: number;
  /** 0 by default. */
  readonly l2?: number;
}

/**
 * Both penalties at once (the elastic net).
 *
 *     l1 · Σ |w| + l2 · Σ w²
 *
 * @throws {RangeError} If `l1` or `l2` is negative.
 * @example
 * l1l2({ l1: 0.1, l2: 0.1 })(tensor1d([1, -2])); // 0.8
 * @see Zou & Hastie 2005, https://doi.org/10.1111/j.1467-9868.2005.00503.x
 */
export function l1l2(options: L1l2Options = {}): Regularizer {
  const { l1 = 0, l2 = 0 } = options;
  nonNegative('l1l2', { l1, l2 });
  return named('l1l2', (weight) => penalty(weight, l1, l2), options);
}
