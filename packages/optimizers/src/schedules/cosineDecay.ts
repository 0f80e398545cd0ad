import type { Named, Schedule } from '@tenonjs/contracts';
import { named, nonNegative, positive } from '@tenonjs/internal';

export interface CosineDecayOptions {
  /** α₀, at least 0: where the decay begins, or with `warmupTarget` the warm-up. */
  initialLearningRate: number;
  /** T, the steps of the decay, after the warm-up. */
  decaySteps: number;
  /** The last rate over the highest, at least 0; 0 by default. */
  alpha?: number;
  /** α₁, at least 0: where the warm-up ends and the decay begins. None by default. */
  warmupTarget?: number;
  /** W, the steps of the warm-up; 0 by default. */
  warmupSteps?: number;
}

/**
 * A rate that rises in a straight line, if wanted, and falls in half a cosine wave.
 *
 *     α = α₀ + (α₁ − α₀) step / W                                      in the first W steps
 *     α = α₁ · ((1 − alpha) · ½(1 + cos(π (step − W) / T)) + alpha)    in the T steps after these, then constant
 *
 * Without `warmupTarget` there is no warm-up: W is 0 and α₁ is α₀.
 *
 * @throws {RangeError} If a rate, alpha or warmupSteps is negative, or decaySteps is not positive.
 * @example
 * const rate = cosineDecay({ initialLearningRate: 0, warmupTarget: 0.1, warmupSteps: 10, decaySteps: 100 });
 * rate(5); // 0.05
 * rate(60); // 0.05
 * @see Loshchilov & Hutter 2017, https://arxiv.org/abs/1608.03983; the warm-up: Goyal et al. 2017, https://arxiv.org/abs/1706.02677
 */
export function cosineDecay(options: CosineDecayOptions): Schedule & Named {
  const { initialLearningRate, decaySteps, alpha = 0, warmupTarget } = options;
  const warmup = warmupTarget === undefined ? 0 : (options.warmupSteps ?? 0);
  const top = warmupTarget ?? initialLearningRate;
  nonNegative('cosineDecay', { initialLearningRate, alpha, warmupTarget: top, warmupSteps: options.warmupSteps ?? 0 });
  positive('cosineDecay', { decaySteps });
  const rate = (step: number): number => {
    if (step < warmup) return initialLearningRate + ((top - initialLearningRate) * step) / warmup;
    const done = Math.min(step - warmup, decaySteps) / decaySteps;
    return top * ((1 - alpha) * 0.5 * (1 + Math.cos(Math.PI * done)) + alpha);
  };
  return named('cosineDecay', rate, options);
}
