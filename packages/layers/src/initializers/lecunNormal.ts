import type { Initializer } from '@tenonjs/contracts';
import type { SeedOptions } from './initializer.js';
import { scaled, truncated } from './scaled.js';

/**
 * Normal weights that keep the variance on the way forward; what `selu` needs.
 *
 *     N(0, σ²) cut off at ±2 deviations,   σ = √(1 / fanIn)
 *
 * @example
 * lecunNormal({ seed: 1 })([3, 4]).shape; // [3, 4]
 * @see LeCun et al. 1998, http://yann.lecun.com/exdb/publis/pdf/lecun-98b.pdf
 */
export function lecunNormal(options: SeedOptions = {}): Initializer {
  return scaled('lecunNormal', options, 1, 'fanIn', truncated);
}
