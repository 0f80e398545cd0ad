import { primitive } from '@tenonjs/internal';
import {
  add,
  cumsum,
  div,
  max,
  mul,
  range,
  relu,
  step,
  sub,
  sum,
  type Tensor,
  topk,
  transpose,
} from '@tensorflow/tfjs-core';
import { type ActivationWith, activation } from './activation.js';
import { axisOf } from './axisOf.js';

export interface SparsemaxOptions {
  /** The axis along which the values sum to 1. Default −1, the last. */
  readonly axis?: number;
}

/**
 * Sparsemax: the nearest probabilities to x, many of them exactly zero.
 *
 *     sparsemax(x) = max(0, x − τ)            with τ such that the sum is 1
 *
 * @param x - At least one axis: `[…, classes]`.
 * @returns The same shape.
 * @throws {RangeError} If x has no such axis.
 * @throws {TypeError} If x is not float32.
 * @example
 * sparsemax(tensor1d([0.1, 1, 0.6])); // [0, 0.7, 0.3]
 * @see Martins & Astudillo 2016, https://arxiv.org/abs/1602.02068
 */
export const sparsemax: ActivationWith<SparsemaxOptions> = /* @__PURE__ */ activation(
  'sparsemax',
  (x, { axis = -1 }: SparsemaxOptions = {}) => {
    const along = axisOf('sparsemax', x.shape, axis);
    return primitive({ x }, () => {
      const shifted = sub(x, max(x, along, true));
      const y = relu(sub(shifted, limit(shifted, along)));
      return {
        value: y,
        keep: [y],
        gradient: (dy, [y]) => ({
          x: () => {
            const support = step(y!);
            const mean = div(sum(mul(dy, support), along, true), sum(support, along, true));
            return mul(support, sub(dy, mean));
          },
        }),
      };
    });
  },
);

/** τ = (Σ of the k largest − 1) / k, for the largest k whose k-th value is above that. Topk and cumsum know the last axis best. */
function limit(x: Tensor, axis: number): Tensor {
  const last = x.rank - 1;
  const swap = x.shape.map((_, i) => (i === axis ? last : i === last ? axis : i));
  const size = x.shape[axis]!;
  const sorted = topk(axis === last ? x : transpose(x, swap), size).values;
  const rank = range(1, size + 1, 1, 'float32');
  const counts = step(sub(add(mul(rank, sorted), 1), cumsum(sorted, last)));
  const tau = div(sub(sum(mul(counts, sorted), last, true), 1), sum(counts, last, true));
  return axis === last ? tau : transpose(tau, swap);
}
