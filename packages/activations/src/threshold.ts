import { finite, primitive } from '@tenonjs/internal';
import { fill, lessEqual, mul, step, sub, where } from '@tensorflow/tfjs-core';
import { type ActivationWith, activation } from './activation.js';

export interface ThresholdOptions {
  /** What lies above it passes unchanged. Default 0. */
  readonly threshold?: number;
  /** What the rest becomes. Default 0. */
  readonly defaultValue?: number;
}

/**
 * Threshold: passes what is above it and replaces the rest. Without options it is relu.
 *
 *     threshold(x) = x               where x > threshold
 *                    defaultValue    elsewhere
 *
 * @param x - Any shape.
 * @returns The same shape.
 * @throws {RangeError} If an option is not a finite number.
 * @throws {TypeError} If x is not float32.
 * @example
 * threshold(tensor1d([-1, 0.4, 2]), { threshold: 0.5, defaultValue: -3 }); // [-3, -3, 2]
 * @see Keras's `threshold`, which has no defaults.
 */
export const threshold: ActivationWith<ThresholdOptions> = /* @__PURE__ */ activation(
  'threshold',
  (x, options: ThresholdOptions = {}) => {
    const { threshold: limit = 0, defaultValue = 0 } = options;
    finite('threshold', { threshold: limit, defaultValue });
    return primitive({ x }, () => ({
      value: where(lessEqual(x, limit), fill(x.shape, defaultValue), x),
      keep: [x],
      gradient: (dy, [x]) => ({ x: () => mul(dy, step(sub(x!, limit))) }),
    }));
  },
);
