import { primitive } from '@tenonjs/internal';
import { concat, mul, sigmoid, split, sub, type Tensor } from '@tensorflow/tfjs-core';
import { type ActivationWith, activation } from './activation.js';
import { again } from './again.js';
import { axisOf } from './axisOf.js';

export interface GluOptions {
  /** The axis that is halved. Default −1, the last. */
  readonly axis?: number;
}

/**
 * Gated linear unit: one half of the features, gated by the other.
 *
 *     glu([a, b]) = a · sigmoid(b)
 *
 * @param x - `[…, features]`, of even size along the axis.
 * @returns `[…, features / 2]`: unlike other activations it does not keep the shape.
 * @throws {RangeError} If x has no such axis, or its size is odd.
 * @throws {TypeError} If x is not float32.
 * @example
 * glu(tensor1d([3, 5, 0, 0])); // [1.5, 2.5]
 * @see Dauphin et al. 2017, https://arxiv.org/abs/1612.08083
 */
export const glu: ActivationWith<GluOptions> = /* @__PURE__ */ activation(
  'glu',
  (x, { axis = -1 }: GluOptions = {}) => {
    const along = axisOf('glu', x.shape, axis);
    const size = x.shape[along]!;
    if (size % 2 === 1)
      throw new RangeError(`glu: x must be of even size along axis ${axis}, got shape [${x.shape.join(', ')}].`);
    return primitive({ x }, () => {
      const of = (x: Tensor): Tensor[] => {
        const [a, b] = split(x, 2, along);
        const gate = sigmoid(b!);
        return [mul(a!, gate), gate];
      };
      const [y, gate] = of(x);
      return {
        value: y!,
        keep: [x, y!, gate!],
        gradient: (dy, [x, ...kept]) => ({
          x: () => {
            const [y, gate] = again(kept, () => of(x!));
            return concat([mul(dy, gate!), mul(mul(dy, y!), sub(1, gate!))], along);
          },
        }),
      };
    });
  },
);
