import type { Initializer } from '@tenonjs/contracts';
import { oneOf, positive } from '@tenonjs/internal';
import type { SeedOptions } from './initializer.js';
import { evenly, normally, scaled, truncated } from './scaled.js';

export interface VarianceScalingOptions extends SeedOptions {
  /** 1 by default. */
  readonly scale?: number;
  /** What the variance is divided by: inputs, outputs, or the mean of both; `'fanIn'` by default. */
  readonly mode?: 'fanIn' | 'fanOut' | 'fanAvg';
  /** `'truncatedNormal'` by default. */
  readonly distribution?: 'truncatedNormal' | 'untruncatedNormal' | 'uniform';
}

/**
 * Random weights whose variance fits the size of the layer, so that signals neither grow nor fade on their way.
 *
 *     variance = scale / n,   n = fanIn, fanOut or (fanIn + fanOut) / 2
 *
 * where fanIn and fanOut are the last two axes of the shape times the size of the others.
 *
 * @throws {RangeError} If `scale` is not positive, or `mode` or `distribution` is none of those named.
 * @example
 * varianceScaling({ scale: 2, seed: 1 })([3, 3, 8, 16]).shape; // [3, 3, 8, 16]
 * @see https://keras.io/api/layers/initializers/#variancescaling-class
 */
export function varianceScaling(options: VarianceScalingOptions = {}): Initializer {
  const { scale = 1, mode = 'fanIn', distribution = 'truncatedNormal' } = options;
  positive('varianceScaling', { scale });
  oneOf('varianceScaling', { mode }, ['fanIn', 'fanOut', 'fanAvg']);
  const draws = { truncatedNormal: truncated, untruncatedNormal: normally, uniform: evenly };
  oneOf('varianceScaling', { distribution }, Object.keys(draws));
  return scaled('varianceScaling', options, scale, mode, draws[distribution]);
}
