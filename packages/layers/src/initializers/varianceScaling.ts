import type { Initializer } from '@tenonjs/contracts';
import { normal, oneOf, positive, uniform } from '@tenonjs/internal';
import { initializer, type SeedOptions } from './initializer.js';

export interface VarianceScalingOptions extends SeedOptions {
  /** 1 by default. */
  readonly scale?: number;
  /** What the variance is divided by: inputs, outputs, or the mean of both; `'fanIn'` by default. */
  readonly mode?: 'fanIn' | 'fanOut' | 'fanAvg';
  /** `'truncatedNormal'` by default. */
  readonly distribution?: 'truncatedNormal' | 'untruncatedNormal' | 'uniform';
}

/** The standard deviation that is left of a standard normal distribution cut off at ±2. */
const TRUNCATED = 0.8796256610342398;

/** How many inputs one output sees, and how many outputs one input reaches. */
function fans(shape: readonly number[]): { fanIn: number; fanOut: number; fanAvg: number } {
  const [inputs = 1, outputs = inputs] = shape.slice(-2);
  const field = shape.slice(0, -2).reduce((a, b) => a * b, 1);
  return { fanIn: inputs * field, fanOut: outputs * field, fanAvg: ((inputs + outputs) * field) / 2 };
}

/** `varianceScaling` under the name of one of its settings. */
export function scaled(
  type: string,
  options: SeedOptions,
  scaling: Required<Omit<VarianceScalingOptions, 'seed'>>,
): Initializer {
  const { scale, mode, distribution } = scaling;
  return initializer(type, options, (size, seed, shape) => {
    const variance = scale / Math.max(1, fans(shape)[mode]);
    if (distribution === 'uniform') return uniform(size, seed, -Math.sqrt(3 * variance), Math.sqrt(3 * variance));
    const truncated = distribution === 'truncatedNormal';
    return normal(size, seed, 0, Math.sqrt(variance) / (truncated ? TRUNCATED : 1), truncated);
  });
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
  oneOf('varianceScaling', { distribution }, ['truncatedNormal', 'untruncatedNormal', 'uniform']);
  return scaled('varianceScaling', options, { scale, mode, distribution });
}
