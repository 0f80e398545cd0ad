import { fraction, positive } from '@tenonjs/internal';
import {
  add,
  div,
  greater,
  logicalAnd,
  mul,
  onesLike,
  sqrt,
  square,
  sub,
  sum,
  type Tensor,
  where,
  zerosLike,
} from '@tensorflow/tfjs-core';
import { type Optimizer, type OptimizerOptions, optimizer } from './optimizer.js';
import { running } from './running.js';

export interface LambOptions extends OptimizerOptions {
  /** β₁, how much of the mean gradient is kept, in [0, 1); 0.9 by default. */
  beta1?: number;
  /** β₂, how much of the mean squared gradient is kept, in [0, 1); 0.999 by default. */
  beta2?: number;
  /** ε, positive; 1e-7 by default. */
  epsilon?: number;
}

/**
 * LAMB: Adam whose step for each weight tensor is as long as the tensor itself, for very large batches.
 *
 *     m ← β₁m + (1 − β₁)g        v ← β₂v + (1 − β₂)g²
 *     r = m / (1 − β₁ᵗ) / (√(v / (1 − β₂ᵗ)) + ε) + λw
 *     w ← w − α ‖w‖ / ‖r‖ · r
 *
 * The ratio is 1 where ‖w‖ or ‖r‖ is 0.
 *
 * @param options - `learningRate` is 0.001 by default. `weightDecay` is λ above, inside of the ratio, as in the paper.
 * @throws {RangeError} If beta1 or beta2 is outside [0, 1), epsilon is not positive, or a shared option is out of its range.
 * @example
 * const w = variable(tensor1d([3, 4]));
 * lamb({ learningRate: 0.1 }).applyGradients({ [w.name]: tensor1d([0, 2]) });
 * w; // [3, 3.5]
 * @see You et al. 2020, https://arxiv.org/abs/1904.00962
 */
export function lamb(options: LambOptions = {}): Optimizer {
  const { beta1 = 0.9, beta2 = 0.999, epsilon = 1e-7 } = options;
  fraction('lamb', { beta1, beta2 });
  positive('lamb', { epsilon });
  const norm = (x: Tensor): Tensor => sqrt(sum(square(x)));
  return optimizer('lamb', options, {
    slots: (w) => ({ m: zerosLike(w), v: zerosLike(w) }),
    decays: true,
    rule: ({ w, g, m, v, learningRate, step, weightDecay }) => {
      m = running(m, g, beta1);
      v = running(v, square(g), beta2);
      const size = add(sqrt(div(v, 1 - beta2 ** step)), epsilon);
      const r = add(div(div(m, 1 - beta1 ** step), size), mul(w, weightDecay));
      const [wNorm, rNorm] = [norm(w), norm(r)];
      const ratio = where(logicalAnd(greater(wNorm, 0), greater(rNorm, 0)), div(wNorm, rNorm), onesLike(wNorm));
      return { w: sub(w, mul(r, mul(ratio, learningRate))), m, v };
    },
  });
}
