import { nonNegative, primitive } from '@tenonjs/internal';
import { abs, mul, step, sub } from '@tensorflow/tfjs-core';
import { type ActivationWith, activation } from './activation.js';
import { clip } from './clip.js';

export interface SoftShrinkOptions {
  /** How far values move towards 0. Default 0.5. */
  readonly threshold?: number;
}

/**
 * Soft shrink: moves values towards zero, small ones onto it.
 *
 *     softShrink(x) = sign(x) · max(|x| − threshold, 0)
 *
 * @param x - Any shape.
 * @returns The same shape.
 * @throws {RangeError} If threshold is negative.
 * @throws {TypeError} If x is not float32.
 * @example
 * softShrink(tensor1d([-1, 0.4, 2])); // [-0.5, 0, 1.5]
 * @see Donoho & Johnstone 1994, https://doi.org/10.1093/biomet/81.3.425
 */
export const softShrink: ActivationWith<SoftShrinkOptions> = /* @__PURE__ */ activation(
  'softShrink',
  (x, { threshold = 0.5 }: SoftShrinkOptions = {}) => {
    nonNegative('softShrink', { threshold });
    return primitive({ x }, () => ({
      value: sub(x, clip(x, -threshold, threshold)),
      keep: [x],
      gradient: (dy, [x]) => ({ x: () => mul(dy, step(sub(abs(x!), threshold))) }),
    }));
  },
);
