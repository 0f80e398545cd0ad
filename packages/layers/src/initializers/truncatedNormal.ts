import type { Initializer } from '@tenonjs/contracts';
import { finite, nonNegative, normal } from '@tenonjs/internal';
import { initializer, type SeedOptions } from './initializer.js';

export interface TruncatedNormalOptions extends SeedOptions {
  /** 0 by default. */
  readonly mean?: number;
  /** Of the distribution before it is cut off; 0.05 by default. */
  readonly stddev?: number;
}

/**
 * Numbers from the normal distribution; what lies more than two standard deviations off is drawn again.
 *
 *     N(mean, stddev²) within mean ± 2 · stddev
 *
 * @throws {RangeError} If `mean` is not finite or `stddev` is negative.
 * @example
 * truncatedNormal({ mean: 3, stddev: 0 })([2]); // [3, 3]
 */
export function truncatedNormal(options: TruncatedNormalOptions = {}): Initializer {
  const { mean = 0, stddev = 0.05 } = options;
  finite('truncatedNormal', { mean });
  nonNegative('truncatedNormal', { stddev });
  return initializer('truncatedNormal', options, (size, seed) => normal(size, seed, mean, stddev, true));
}
