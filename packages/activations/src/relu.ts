import { finite, kernel, nonNegative, primitive } from '@tenonjs/internal';
import { greater, minimum, mul, relu as op, step, sub, type Tensor, where } from '@tensorflow/tfjs-core';
import { type ActivationWith, activation } from './activation.js';

export interface ReluOptions {
  /** Slope below the threshold. Default 0. */
  readonly negativeSlope?: number;
  /** Largest value let through. Default: no limit. */
  readonly maxValue?: number | null;
  /** What lies above it passes unchanged. Default 0. */
  readonly threshold?: number;
}

/**
 * Rectified linear unit: passes what is positive.
 *
 *     relu(x) = max(0, x)
 *
 * With all options: `maxValue` where x ≥ maxValue, x where x > threshold, `negativeSlope · (x − threshold)` elsewhere.
 *
 * @param x - Any shape.
 * @returns The same shape.
 * @throws {RangeError} If an option is not a finite number, or maxValue is negative.
 * @throws {TypeError} If x is not float32.
 * @example
 * relu(tensor1d([-1, 0, 2])); // [0, 0, 2]
 * relu(tensor1d([-1, 0.5, 9]), { negativeSlope: 0.1, maxValue: 6 }); // [-0.1, 0.5, 6]
 * @see Nair & Hinton 2010, https://www.cs.toronto.edu/~fritz/absps/reluICML.pdf
 */
export const relu: ActivationWith<ReluOptions> = /* @__PURE__ */ activation('relu', (x, options = {}) => {
  const { negativeSlope = 0, maxValue, threshold = 0 } = options;
  finite('relu', { negativeSlope, threshold });
  if (maxValue != null) nonNegative('relu', { maxValue });
  if (negativeSlope !== 0 || maxValue != null || threshold !== 0) {
    return bent(x, negativeSlope, maxValue ?? Infinity, threshold);
  }
  return primitive({ x }, () => {
    const y = op(x);
    const gradient = (dy: Tensor, y: Tensor) => kernel('ReluGrad', { dy, y })?.[0] ?? mul(dy, step(y));
    return { value: y, keep: [y], gradient: (dy, [y]) => ({ x: () => gradient(dy, y!) }) };
  });
});

const bent = (x: Tensor, slope: number, top: number, threshold: number): Tensor =>
  primitive({ x }, () => ({
    value: where(greater(x, threshold), minimum(x, top), mul(sub(x, threshold), slope)),
    keep: [x],
    gradient: (dy, [x]) => ({
      x: () => mul(dy, sub(step(sub(x!, threshold), slope), step(sub(x!, top)))),
    }),
  }));
