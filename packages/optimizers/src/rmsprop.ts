import { fraction, positive } from '@tenonjs/internal';
import { add, div, mul, sqrt, square, sub, zerosLike } from '@tensorflow/tfjs-core';
import { fused } from './fused.js';
import { type Optimizer, type OptimizerOptions, optimizer } from './optimizer.js';
import { running } from './running.js';

export interface RmspropOptions extends OptimizerOptions {
  /** ρ, how much of the mean squared gradient is kept, in [0, 1); 0.9 by default. */
  rho?: number;
  /** μ, in [0, 1); 0 by default. */
  momentum?: number;
  /** ε, positive; 1e-7 by default. */
  epsilon?: number;
  /** Divides by the gradient's deviation from its mean instead of its size. False by default. */
  centered?: boolean;
}

/**
 * RMSprop: steps divided by the running root mean square of the gradient.
 *
 *     v ← ρv + (1 − ρ)g²        d = αg / √(v + ε)        w ← w − d
 *
 * `centered` has ḡ ← ρḡ + (1 − ρ)g, and v − ḡ² in v's place under the root; `momentum` has m ← μm + d, w ← w − m.
 *
 * @param options - `learningRate` is 0.001 by default.
 * @throws {RangeError} If rho or momentum is outside [0, 1), epsilon is not positive, or a shared option is out of its range.
 * @example
 * const w = variable(tensor1d([1, 2]));
 * rmsprop({ learningRate: 0.1, rho: 0 }).applyGradients({ [w.name]: tensor1d([3, -4]) });
 * w; // [0.9, 2.1]
 * @see Tieleman & Hinton 2012, https://www.cs.toronto.edu/~tijmen/csc321/slides/lecture_slides_lec6.pdf; centered: Graves
 * 2013, https://arxiv.org/abs/1308.0850. ε is under the root, as in Keras.
 */
export function rmsprop(options: RmspropOptions = {}): Optimizer {
  const { rho = 0.9, momentum = 0, epsilon = 1e-7, centered } = options;
  fraction('rmsprop', { rho, momentum });
  positive('rmsprop', { epsilon });
  return optimizer('rmsprop', options, {
    slots: (w) => ({
      v: zerosLike(w),
      m: momentum > 0 && zerosLike(w),
      mg: centered && zerosLike(w),
    }),
    rule: ({ w, g, v, m, mg, learningRate }) => {
      const fast = fused('RmspropStep', g, { w, v, m, mg }, { learningRate, rho, momentum, epsilon });
      if (fast) return fast;
      v = running(v, square(g), rho);
      mg = mg && running(mg, g, rho);
      const d = div(mul(g, learningRate), sqrt(add(mg ? sub(v, square(mg)) : v, epsilon)));
      m = m && add(mul(m, momentum), d);
      return { w: sub(w, m || d), v, m, mg };
    },
  });
}
