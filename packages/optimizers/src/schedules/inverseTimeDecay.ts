import type { Named, Schedule } from '@tenonjs/contracts';
import { named, nonNegative, positive } from '@tenonjs/internal';

export interface InverseTimeDecayOptions {
  /** α₀, at least 0. */
  initialLearningRate: number;
  /** The unit of time, in steps. */
  decaySteps: number;
  /** ρ, at least 0. */
  decayRate: number;
  /** Falls once in `decaySteps`, instead of at each step. False by default. */
  staircase?: boolean;
}

/**
 * A rate that falls as one over the time.
 *
 *     α = α₀ / (1 + ρ · step / decaySteps)
 *
 * @throws {RangeError} If initialLearningRate or decayRate is negative, or decaySteps is not positive.
 * @example
 * inverseTimeDecay({ initialLearningRate: 0.1, decaySteps: 10, decayRate: 0.5 })(20); // 0.05
 */
export function inverseTimeDecay(options: InverseTimeDecayOptions): Schedule & Named {
  const { initialLearningRate, decaySteps, decayRate, staircase = false } = options;
  nonNegative('inverseTimeDecay', { initialLearningRate, decayRate });
  positive('inverseTimeDecay', { decaySteps });
  const rate = (step: number): number => {
    const p = step / decaySteps;
    return initialLearningRate / (1 + decayRate * (staircase ? Math.floor(p) : p));
  };
  return named('inverseTimeDecay', rate, options);
}
