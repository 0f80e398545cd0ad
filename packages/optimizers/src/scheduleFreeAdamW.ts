import { fraction, nonNegative, positive } from '@tenonjs/internal';
import { add, div, mul, scalar, sqrt, square, sub, zerosLike } from '@tensorflow/tfjs-core';
import { type Optimizer, type OptimizerOptions, optimizer } from './optimizer.js';
import { running } from './running.js';

export interface ScheduleFreeAdamWOptions extends OptimizerOptions {
  /** β₁, where between z and x the gradient is taken, in (0, 1); 0.9 by default. */
  beta1?: number;
  /** β₂, how much of the mean squared gradient is kept, in [0, 1); 0.999 by default. */
  beta2?: number;
  /** ε, positive; 1e-8 by default. */
  epsilon?: number;
  /** Updates during which the rate rises linearly from 0; 0 by default. */
  warmupSteps?: number;
}

/**
 * Schedule-free AdamW: an average of the weights takes the place of a decaying rate, and no end of training need be known.
 *
 *     γ = α √(1 − β₂ᵗ) min(1, t / warmup)        c = γ² / Σγ²
 *     v ← β₂v + (1 − β₂)g²        z ← z − γg / (√v + ε) − γλy
 *     x ← (1 − c)x + cz           y ← (1 − β₁)z + β₁x
 *
 * The variables hold y, where gradients are taken. x is what to evaluate and keep: `swapWeights()` before, and again
 * before training goes on.
 *
 * @param options - `learningRate` is 0.0025 by default. `weightDecay` is λ above.
 * @throws {RangeError} If beta1 is outside (0, 1) or beta2 outside [0, 1), epsilon is not positive, warmupSteps is negative,
 * or a shared option is out of its range.
 * @example
 * const w = variable(tensor1d([1, 2]));
 * scheduleFreeAdamW({ learningRate: 0.1 }).applyGradients({ [w.name]: tensor1d([3, -4]) });
 * w; // [0.9, 2.1]
 * @see Defazio et al. 2024, https://arxiv.org/abs/2405.15682, algorithm 1. ε is beside the uncorrected √v, as there; Keras
 * corrects v first and averages with c = 1/t.
 */
export function scheduleFreeAdamW(options: ScheduleFreeAdamWOptions = {}): Optimizer {
  const { learningRate = 0.0025, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8, warmupSteps = 0 } = options;
  fraction('scheduleFreeAdamW', { beta1, beta2 });
  positive('scheduleFreeAdamW', { beta1, epsilon });
  nonNegative('scheduleFreeAdamW', { warmupSteps });
  return optimizer(
    'scheduleFreeAdamW',
    { ...options, learningRate },
    {
      slots: (w) => ({ z: w, v: zerosLike(w), sum: scalar(0) }),
      decays: true,
      rule: ({ w: y, g, z, v, sum, learningRate, step, weightDecay }) => {
        const gamma = learningRate * Math.sqrt(1 - beta2 ** step) * Math.min(1, step / warmupSteps);
        v = running(v, square(g), beta2);
        sum = add(sum, gamma ** 2);
        const c = gamma > 0 ? div(gamma ** 2, sum) : scalar(0);
        const d = add(div(g, add(sqrt(v), epsilon)), mul(y, weightDecay));
        // x is not kept: with it put in from y = (1 − β₁)z + β₁x, the lines above give y ← y + c(z − y) − γ(1 − β₁(1 − c))d.
        const pull = mul(c, sub(z, y));
        const w = sub(add(y, pull), mul(d, mul(add(mul(c, beta1), 1 - beta1), gamma)));
        return { w, z: sub(z, mul(d, gamma)), v, sum };
      },
      evaluated: ({ w: y, z }) => div(sub(y, mul(z, 1 - beta1)), beta1),
    },
  );
}
