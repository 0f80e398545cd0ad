import type { Initializer } from '@tenonjs/contracts';
import type { SeedOptions } from './initializer.js';
import { evenly, scaled } from './scaled.js';

/**
 * Uniform weights that keep the variance through a ReLU.
 *
 *     U(−a, a),   a = √(6 / fanIn)
 *
 * @example
 * heUniform({ seed: 1 })([3, 4]).shape; // [3, 4]
 * @see He et al. 2015, https://arxiv.org/abs/1502.01852
 */
export function heUniform(options: SeedOptions = {}): Initializer {
  return scaled('heUniform', options, 2, 'fanIn', evenly);
}
