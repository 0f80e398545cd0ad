import type { Named, Schedule } from '@tenonjs/contracts';
import { named, nonNegative, positive } from '@tenonjs/internal';

export interface CosineDecayRestartsOptions {
  /** α₀, at least 0. */
  initialLearningRate: number;
  /** T, the steps of the first period. */
  firstDecaySteps: number;
  /** How many times longer each period is than the one before, at least 1; 2 by default. */
  tMul?: number;
  /** How many times higher each period begins than the one before, at least 0; 1 by default. */
  mMul?: number;
  /** The lowest rate over α₀, at least 0; 0 by default. */
  alpha?: number;
}

/**
 * A rate that falls in half a cosine wave and starts again, over longer and longer periods.
 *
 *     α = α₀ · ((1 − alpha) · mMulⁱ · ½(1 + cos(π · done)) + alpha)
 *
 * for period i, of T · tMulⁱ steps, of which the fraction `done` is over.
 *
 * @throws {RangeError} If initialLearningRate, mMul or alpha is negative, firstDecaySteps is not positive, or tMul is below 1.
 * @example
 * const rate = cosineDecayRestarts({ initialLearningRate: 0.1, firstDecaySteps: 10 });
 * rate(5); // 0.05
 * rate(20); // 0.05
 * @see Loshchilov & Hutter 2017, https://arxiv.org/abs/1608.03983
 */
export function cosineDecayRestarts(options: CosineDecayRestartsOptions): Schedule & Named {
  const { initialLearningRate, firstDecaySteps, tMul = 2, mMul = 1, alpha = 0 } = options;
  nonNegative('cosineDecayRestarts', { initialLearningRate, mMul, alpha });
  positive('cosineDecayRestarts', { firstDecaySteps });
  if (!(tMul >= 1)) throw new RangeError(`cosineDecayRestarts: tMul must be at least 1, got ${tMul}.`);
  const rate = (step: number): number => {
    let [period, length, height] = [step, firstDecaySteps, 1];
    while (period >= length) [period, length, height] = [period - length, length * tMul, height * mMul];
    const cosine = height * 0.5 * (1 + Math.cos((Math.PI * period) / length));
    return initialLearningRate * ((1 - alpha) * cosine + alpha);
  };
  return named('cosineDecayRestarts', rate, options);
}
