import type { Constraint } from '@tenonjs/contracts';
import { named } from '@tenonjs/internal';
import { onesLike } from '@tensorflow/tfjs-core';
import { axes, type NormOptions, rescale } from './norms.js';

export interface UnitNormOptions extends NormOptions {}

/**
 * Brings every norm to 1.
 *
 *     w / ‖w‖
 *
 * @throws {RangeError} If an axis is not an integer.
 * @example
 * unitNorm()(tensor2d([[3], [4]])); // [[0.6], [0.8]]
 * @see https://keras.io/api/layers/constraints/#unitnorm-class
 */
export function unitNorm(options: UnitNormOptions = {}): Constraint {
  const axis = axes('unitNorm', options.axis);
  return named('unitNorm', (weight) => rescale(weight, axis, onesLike), options);
}
