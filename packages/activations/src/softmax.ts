import { primitive } from '@tenonjs/internal';
import { div, exp, max, mul, softmax as op, sub, sum, type Tensor } from '@tensorflow/tfjs-core';
import { type ActivationWith, activation } from './activation.js';
import { again } from './again.js';
import { axisOf } from './axisOf.js';
import { fusedGradient } from './fused.js';

export interface SoftmaxOptions {
  /** The axis along which the values sum to 1. Default −1, the last. */
  readonly axis?: number;
}

/**
 * Softmax: turns logits into probabilities, positive and summing to 1 along an axis.
 *
 *     softmax(x)ᵢ = eˣᵢ / Σⱼ eˣⱼ
 *
 * @param x - At least one axis: `[…, classes]`.
 * @returns The same shape.
 * @throws {RangeError} If x has no such axis.
 * @throws {TypeError} If x is not float32.
 * @example
 * softmax(tensor2d([[0, 0], [0, 1]])); // [[0.5, 0.5], [0.268941, 0.731059]]
 * @see Bridle 1990, https://doi.org/10.1007/978-3-642-76153-9_28
 */
export const softmax: ActivationWith<SoftmaxOptions> = /* @__PURE__ */ activation(
  'softmax',
  (x, { axis = -1 }: SoftmaxOptions = {}) => {
    const along = axisOf('softmax', x.shape, axis);
    return primitive({ x }, () => {
      const of = (x: Tensor): Tensor => (along === x.rank - 1 ? op(x) : alongAnyAxis(x, along));
      const y = of(x);
      return {
        value: y,
        keep: [x, y],
        gradient: (dy, [x, kept]) => ({
          x: () => {
            const y = again(kept!, () => of(x!));
            const composed = () => mul(y, sub(dy, sum(mul(dy, y), along, true)));
            return along === y.rank - 1 ? fusedGradient('SoftmaxGrad', dy, y, composed) : composed();
          },
        }),
      };
    });
  },
);

/** tfjs-core's softmax knows the last axis only. */
function alongAnyAxis(x: Tensor, axis: number): Tensor {
  const powers = exp(sub(x, max(x, axis, true)));
  return div(powers, sum(powers, axis, true));
}
