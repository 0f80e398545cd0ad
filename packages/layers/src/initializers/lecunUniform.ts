import type { Initializer } from '@tenonjs/contracts';
import type { SeedOptions } from './initializer.js';
import { evenly, scaled } from './scaled.js';

/**
 * Uniform weights that keep the variance on the way forward.
 *
 *     U(−a, a),   a = √(3 / fanIn)
 *
 * @example
 * lecunUniform({ seed: 1 })([3, 4]).shape; // [3, 4]
 * @see LeCun et al. 1998, http://yann.lecun.com/exdb/publis/pdf/lecun-98b.pdf
 */
export function lecunUniform(options: SeedOptions = {}): Initializer {
  return scaled('lecunUniform', options, 1, 'fanIn', evenly);
}
