import type { Initializer } from '@tenonjs/contracts';
import type { SeedOptions } from './initializer.js';
import { evenly, scaled } from './scaled.js';

/**
 * Uniform weights that keep the variance in both directions; the default of dense and convolutional layers.
 *
 *     U(−a, a),   a = √(6 / (fanIn + fanOut))
 *
 * @example
 * glorotUniform({ seed: 1 })([3, 4]).shape; // [3, 4]
 * @see Glorot & Bengio 2010, https://proceedings.mlr.press/v9/glorot10a.html
 */
export function glorotUniform(options: SeedOptions = {}): Initializer {
  return scaled('glorotUniform', options, 1, 'fanAvg', evenly);
}
