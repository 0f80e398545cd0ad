import { primitive } from '@tenonjs/internal';
import { exp, log, max, mul, sub, sum, type Tensor } from '@tensorflow/tfjs-core';
import { type ActivationWith, activation } from './activation.js';
import { again } from './again.js';
import { axisOf } from './axisOf.js';

export interface LogSoftmaxOptions {
  /** The axis along which the probabilities sum to 1. Default −1, the last. */
  readonly axis?: number;
}

/**
 * Logarithm of the softmax, without its underflow.
 *
 *     logSoftmax(x)ᵢ = xᵢ − log Σⱼ eˣⱼ
 *
 * @param x - At least one axis: `[…, classes]`.
 * @returns The same shape.
 * @throws {RangeError} If x has no such axis.
 * @throws {TypeError} If x is not float32.
 * @example
 * logSoftmax(tensor1d([0, 1])); // [-1.313262, -0.313262]
 * @see Bridle 1990, https://doi.org/10.1007/978-3-642-76153-9_28
 */
export const logSoftmax: ActivationWith<LogSoftmaxOptions> = /* @__PURE__ */ activation(
  'logSoftmax',
  (x, { axis = -1 }: LogSoftmaxOptions = {}) => {
    const along = axisOf('logSoftmax', x.shape, axis);
    return primitive({ x }, () => {
      const of = (x: Tensor): Tensor => {
        const shifted = sub(x, max(x, along, true));
        return sub(shifted, log(sum(exp(shifted), along, true)));
      };
      const y = of(x);
      return {
        value: y,
        keep: [x, y],
        gradient: (dy, [x, y]) => ({
          x: () => sub(dy, mul(exp(again(y!, () => of(x!))), sum(dy, along, true))),
        }),
      };
    });
  },
);
