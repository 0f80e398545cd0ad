import type { Named, Schedule } from '@tenonjs/contracts';
import { named, nonNegative, positive } from '@tenonjs/internal';

export interface PolynomialDecayOptions {
  /** α₀, at least 0. */
  initialLearningRate: number;
  /** T, the steps from the first rate to the last. */
  decaySteps: number;
  /** α₁, at least 0; 0.0001 by default. */
  endLearningRate?: number;
  /** p, positive; 1 by default, a straight line. */
  power?: number;
  /** Begins anew each time the end is reached, over a longer stretch: 2T, 3T … steps in all. False by default. */
  cycle?: boolean;
}

/**
 * A rate that goes from one value to another, and stays there.
 *
 *     α = (α₀ − α₁)(1 − min(step, T) / T)ᵖ + α₁
 *
 * With `cycle`, T ⌈step / T⌉ stands in T's place.
 *
 * @throws {RangeError} If a learning rate is negative, or decaySteps or power is not positive.
 * @example
 * polynomialDecay({ initialLearningRate: 0.1, decaySteps: 10, endLearningRate: 0 })(5); // 0.05
 */
export function polynomialDecay(options: PolynomialDecayOptions): Schedule & Named {
  const { initialLearningRate, decaySteps, endLearningRate = 1e-4, power = 1, cycle = false } = options;
  nonNegative('polynomialDecay', { initialLearningRate, endLearningRate });
  positive('polynomialDecay', { decaySteps, power });
  const rate = (step: number): number => {
    const end = cycle ? decaySteps * Math.max(1, Math.ceil(step / decaySteps)) : decaySteps;
    return (initialLearningRate - endLearningRate) * (1 - Math.min(step, end) / end) ** power + endLearningRate;
  };
  return named('polynomialDecay', rate, options);
}
