import { fraction } from '@tenonjs/internal';
import { mul, sign, sub, zerosLike } from '@tensorflow/tfjs-core';
import { fused } from './fused.js';
import { type Optimizer, type OptimizerOptions, optimizer } from './optimizer.js';
import { running } from './running.js';

export interface LionOptions extends OptimizerOptions {
  /** β₁, the weight of the momentum in the step's sign, in [0, 1); 0.9 by default. */
  beta1?: number;
  /** β₂, how much of the momentum is kept, in [0, 1); 0.99 by default. */
  beta2?: number;
}

/**
 * Lion: each weight moves by α, in the direction of the sign of its momentum.
 *
 *     w ← w − α sign(β₁m + (1 − β₁)g)        m ← β₂m + (1 − β₂)g
 *
 * @param options - `learningRate` is 0.001 by default; take 3 to 10 times less than for Adam, and as much more weightDecay.
 * @throws {RangeError} If beta1 or beta2 is outside [0, 1), or a shared option is out of its range.
 * @example
 * const w = variable(tensor1d([1, 2]));
 * lion({ learningRate: 0.1 }).applyGradients({ [w.name]: tensor1d([3, -4]) });
 * w; // [0.9, 2.1]
 * @see Chen et al. 2023, https://arxiv.org/abs/2302.06675
 */
export function lion(options: LionOptions = {}): Optimizer {
  const { beta1 = 0.9, beta2 = 0.99 } = options;
  fraction('lion', { beta1, beta2 });
  return optimizer('lion', options, {
    slots: (w) => ({ m: zerosLike(w) }),
    decays: true,
    rule: ({ w, g, m, learningRate, weightDecay }) => {
      const decay = learningRate * weightDecay;
      const fast = fused('LionStep', g, { w, m }, { learningRate, beta1, beta2, decay });
      if (fast) return fast;
      return {
        w: sub(mul(w, 1 - decay), mul(sign(running(m, g, beta1)), learningRate)),
        m: running(m, g, beta2),
      };
    },
  });
}
