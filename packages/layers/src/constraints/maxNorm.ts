import type { Constraint } from '@tenonjs/contracts';
import { named, nonNegative } from '@tenonjs/internal';
import { minimum } from '@tensorflow/tfjs-core';
import { axes, type NormOptions, rescale } from './norms.js';

export interface MaxNormOptions extends NormOptions {
  /** 2 by default. */
  readonly maxValue?: number;
}

/**
 * Shortens what is longer than allowed.
 *
 *     w · min(‖w‖, maxValue) / ‖w‖
 *
 * @throws {RangeError} If `maxValue` is negative or an axis is not an integer.
 * @example
 * maxNorm({ maxValue: 1 })(tensor2d([[3, 0], [4, 0.5]])); // [[0.6, 0], [0.8, 0.5]]
 * @see Srivastava et al. 2014, https://jmlr.org/papers/v15/srivastava14a.html
 */
export function maxNorm(options: MaxNormOptions = {}): Constraint {
  const { maxValue = 2 } = options;
  nonNegative('maxNorm', { maxValue });
  const axis = axes('maxNorm', options.axis);
  return named('maxNorm', (weight) => rescale(weight, axis, (norms) => minimum(norms, maxValue)), options);
}
