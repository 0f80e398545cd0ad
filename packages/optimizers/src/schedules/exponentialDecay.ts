import type { Named, Schedule } from '@tenonjs/contracts';
import { named, nonNegative, positive } from '@tenonjs/internal';

export interface ExponentialDecayOptions {
  /** α₀, at least 0. */
  initialLearningRate: number;
  /** Steps in which the rate falls by `decayRate`. */
  decaySteps: number;
  /** ρ, positive. */
  decayRate: number;
  /** Falls once in `decaySteps`, instead of at each step. False by default. */
  staircase?: boolean;
}

/**
 * A rate that falls by the same factor in each stretch of steps.
 *
 *     α = α₀ ρ^(step / decaySteps)
 *
 * @throws {RangeError} If initialLearningRate is negative, or decaySteps or decayRate is not positive.
 * @example
 * exponentialDecay({ initialLearningRate: 0.1, decaySteps: 10, decayRate: 0.5 })(20); // 0.025
 */
export function exponentialDecay(options: ExponentialDecayOptions): Schedule & Named {
  const { initialLearningRate, decaySteps, decayRate, staircase = false } = options;
  nonNegative('exponentialDecay', { initialLearningRate });
  positive('exponentialDecay', { decaySteps, decayRate });
  const rate = (step: number): number => {
    const p = step / decaySteps;
    return initialLearningRate * decayRate ** (staircase ? Math.floor(p) : p);
  };
  return named('exponentialDecay', rate, options);
}
