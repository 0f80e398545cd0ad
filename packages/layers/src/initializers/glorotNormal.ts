import type { Initializer } from '@tenonjs/contracts';
import type { SeedOptions } from './initializer.js';
import { scaled, truncated } from './scaled.js';

/**
 * Normal weights that keep the variance in both directions.
 *
 *     N(0, σ²) cut off at ±2 deviations,   σ = √(2 / (fanIn + fanOut))
 *
 * @example
 * glorotNormal({ seed: 1 })([3, 4]).shape; // [3, 4]
 * @see Glorot & Bengio 2010, https://proceedings.mlr.press/v9/glorot10a.html
 */
export function glorotNormal(options: SeedOptions = {}): Initializer {
  return scaled('glorotNormal', options, 1, 'fanAvg', truncated);
}
