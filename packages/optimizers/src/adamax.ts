import { fraction, positive } from '@tenonjs/internal';
import { abs, add, div, maximum, mul, sub, zerosLike } from '@tensorflow/tfjs-core';
import { type Optimizer, type OptimizerOptions, optimizer } from './optimizer.js';
import { running } from './running.js';

export interface AdamaxOptions extends OptimizerOptions {
  /** β₁, how much of the mean gradient is kept, in [0, 1); 0.9 by default. */
  beta1?: number;
  /** β₂, how fast the largest gradient fades, in [0, 1); 0.999 by default. */
  beta2?: number;
  /** ε, positive; 1e-7 by default. */
  epsilon?: number;
}

/**
 * Adamax: Adam with the infinity norm, the largest recent gradient, in place of the root mean square.
 *
 *     m ← β₁m + (1 − β₁)g        u ← max(β₂u, |g|)
 *     w ← w − α / (1 − β₁ᵗ) · m / (u + ε)
 *
 * @param options - `learningRate` is 0.001 by default.
 * @throws {RangeError} If beta1 or beta2 is outside [0, 1), epsilon is not positive, or a shared option is out of its range.
 * @example
 * const w = variable(tensor1d([1, 2]));
 * adamax({ learningRate: 0.1 }).applyGradients({ [w.name]: tensor1d([3, -4]) });
 * w; // [0.9, 2.1]
 * @see Kingma & Ba 2015, section 7.1, https://arxiv.org/abs/1412.6980. ε is Keras's addition.
 */
export function adamax(options: AdamaxOptions = {}): Optimizer {
  const { beta1 = 0.9, beta2 = 0.999, epsilon = 1e-7 } = options;
  fraction('adamax', { beta1, beta2 });
  positive('adamax', { epsilon });
  return optimizer('adamax', options, {
    slots: (w) => ({ m: zerosLike(w), u: zerosLike(w) }),
    rule: ({ w, g, m, u, learningRate, step }) => {
      m = running(m, g, beta1);
      u = maximum(mul(u, beta2), abs(g));
      const alpha = learningRate / (1 - beta1 ** step);
      return { w: sub(w, mul(div(m, add(u, epsilon)), alpha)), m, u };
    },
  });
}
