import { nonNegative, primitive } from '@tenonjs/internal';
import { abs, mul, step, sub } from '@tensorflow/tfjs-core';
import { type ActivationWith, activation } from './activation.js';

export interface HardShrinkOptions {
  /** What is not larger becomes 0. Default 0.5. */
  readonly threshold?: number;
}

/**
 * Hard shrink: makes small values zero.
 *
 *     hardShrink(x) = x    where |x| > threshold
 *                     0    elsewhere
 *
 * @param x - Any shape.
 * @returns The same shape.
 * @throws {RangeError} If threshold is negative.
 * @throws {TypeError} If x is not float32.
 * @example
 * hardShrink(tensor1d([-1, 0.4, 2])); // [-1, 0, 2]
 * @see Donoho & Johnstone 1994, https://doi.org/10.1093/biomet/81.3.425
 */
export const hardShrink: ActivationWith<HardShrinkOptions> = /* @__PURE__ */ activation(
  'hardShrink',
  (x, { threshold = 0.5 }: HardShrinkOptions = {}) => {
    nonNegative('hardShrink', { threshold });
    return primitive({ x }, () => {
      const outside = step(sub(abs(x), threshold));
      return { value: mul(x, outside), keep: [outside], gradient: (dy, [outside]) => ({ x: () => mul(dy, outside!) }) };
    });
  },
);
