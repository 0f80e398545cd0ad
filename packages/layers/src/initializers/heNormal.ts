import type { Initializer } from '@tenonjs/contracts';
import type { SeedOptions } from './initializer.js';
import { scaled, truncated } from './scaled.js';

/**
 * Normal weights that keep the variance through a ReLU.
 *
 *     N(0, σ²) cut off at ±2 deviations,   σ = √(2 / fanIn)
 *
 * @example
 * heNormal({ seed: 1 })([3, 4]).shape; // [3, 4]
 * @see He et al. 2015, https://arxiv.org/abs/1502.01852
 */
export function heNormal(options: SeedOptions = {}): Initializer {
  return scaled('heNormal', options, 2, 'fanIn', truncated);
}
