import type { Constraint } from '@tenonjs/contracts';
import { named, nonNegative } from '@tenonjs/internal';
import { add, clipByValue, mul } from '@tensorflow/tfjs-core';
import { axes, type NormOptions, rescale } from './norms.js';

export interface MinMaxNormOptions extends NormOptions {
  /** 0 by default. */
  readonly minValue?: number;
  /** 1 by default. */
  readonly maxValue?: number;
  /** How far towards the allowed norm each update goes, in [0, 1]; 1, all the way, by default. */
  readonly rate?: number;
}

/**
 * Brings norms into a range.
 *
 *     w · (rate · clip(‖w‖, minValue, maxValue) + (1 − rate) · ‖w‖) / ‖w‖
 *
 * @throws {RangeError} If a bound is negative, `minValue` exceeds `maxValue`, or `rate` is outside [0, 1].
 * @example
 * minMaxNorm({ minValue: 1 })(tensor2d([[3, 0], [4, 0.5]])); // [[0.6, 0], [0.8, 1]]
 * @see https://keras.io/api/layers/constraints/#minmaxnorm-class
 */
export function minMaxNorm(options: MinMaxNormOptions = {}): Constraint {
  const { minValue = 0, maxValue = 1, rate = 1 } = options;
  nonNegative('minMaxNorm', { minValue, maxValue });
  if (minValue > maxValue)
    throw new RangeError(`minMaxNorm: minValue must not exceed maxValue ${maxValue}, got ${minValue}.`);
  if (!(rate >= 0 && rate <= 1)) throw new RangeError(`minMaxNorm: rate must be in [0, 1], got ${rate}.`);
  const axis = axes('minMaxNorm', options.axis);
  return named(
    'minMaxNorm',
    (weight) =>
      rescale(weight, axis, (norms) => add(mul(rate, clipByValue(norms, minValue, maxValue)), mul(1 - rate, norms))),
    options,
  );
}
