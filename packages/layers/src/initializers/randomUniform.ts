import type { Initializer } from '@tenonjs/contracts';
import { finite, uniform } from '@tenonjs/internal';
import { initializer, type SeedOptions } from './initializer.js';

export interface RandomUniformOptions extends SeedOptions {
  /** Included; −0.05 by default. */
  readonly minval?: number;
  /** Excluded; 0.05 by default. */
  readonly maxval?: number;
}

/**
 * Numbers from the uniform distribution.
 *
 *     U[minval, maxval)
 *
 * @throws {RangeError} If a bound is not finite, or `minval` exceeds `maxval`.
 * @example
 * randomUniform({ minval: 2, maxval: 2 })([3]); // [2, 2, 2]
 */
export function randomUniform(options: RandomUniformOptions = {}): Initializer {
  const { minval = -0.05, maxval = 0.05 } = options;
  finite('randomUniform', { minval, maxval });
  if (minval > maxval) throw new RangeError(`randomUniform: minval must not exceed maxval ${maxval}, got ${minval}.`);
  return initializer('randomUniform', options, (size, seed) => uniform(size, seed, minval, maxval));
}
