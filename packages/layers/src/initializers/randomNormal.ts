import type { Initializer } from '@tenonjs/contracts';
import { finite, nonNegative, normal } from '@tenonjs/internal';
import { initializer, type SeedOptions } from './initializer.js';

export interface RandomNormalOptions extends SeedOptions {
  /** 0 by default. */
  readonly mean?: number;
  /** 0.05 by default. */
  readonly stddev?: number;
}

/**
 * Numbers from the normal distribution.
 *
 *     N(mean, stddev²)
 *
 * @throws {RangeError} If `mean` is not finite or `stddev` is negative.
 * @example
 * randomNormal({ mean: 3, stddev: 0 })([2]); // [3, 3]
 */
export function randomNormal(options: RandomNormalOptions = {}): Initializer {
  const { mean = 0, stddev = 0.05 } = options;
  finite('randomNormal', { mean });
  nonNegative('randomNormal', { stddev });
  return initializer('randomNormal', options, (size, seed) => normal(size, seed, mean, stddev));
}
