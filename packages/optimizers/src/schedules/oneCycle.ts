import type { Named, Schedule } from '@tenonjs/contracts';
import { named, nonNegative, oneOf, positive, positiveInteger } from '@tenonjs/internal';

export interface OneCycleOptions {
  /** The highest rate, at least 0. */
  maxLearningRate: number;
  /** All steps of the training, N. */
  totalSteps: number;
  /** The part of the steps in which the rate rises, in [0, 1]; 0.3 by default. */
  warmupFraction?: number;
  /** The highest rate over the first; 25 by default. */
  divFactor?: number;
  /** The first rate over the last; 10000 by default. */
  finalDivFactor?: number;
  /** The shape of rise and fall, `'cosine'` by default, or `'linear'`. */
  annealing?: 'cosine' | 'linear';
  /** Falls to the first rate in as many steps as it rose, and in the rest to the last. False by default. */
  threePhase?: boolean;
}

/**
 * A rate that rises from low to high and falls to almost nothing, once in a training.
 *
 *     max / divFactor  ↗  max  ↘  max / divFactor / finalDivFactor
 *
 * @throws {RangeError} If maxLearningRate is negative, totalSteps is not a positive integer, a factor is not positive,
 * warmupFraction is outside [0, 1], or above ½ with threePhase, or annealing is unknown.
 * @example
 * const rate = oneCycle({ maxLearningRate: 0.1, totalSteps: 100 });
 * rate(0); // 0.004
 * rate(29); // 0.1
 * rate(99); // 4e-7
 * @see Smith & Topin 2018, https://arxiv.org/abs/1708.07120. The same numbers as PyTorch's OneCycleLR, whose momentum stays
 * the optimizer's; after the last step the rate stays where it is.
 */
export function oneCycle(options: OneCycleOptions): Schedule & Named {
  const { maxLearningRate, totalSteps, warmupFraction = 0.3, divFactor = 25, finalDivFactor = 1e4 } = options;
  const { annealing = 'cosine', threePhase = false } = options;
  nonNegative('oneCycle', { maxLearningRate });
  positiveInteger('oneCycle', { totalSteps });
  positive('oneCycle', { divFactor, finalDivFactor });
  oneOf('oneCycle', { annealing }, ['cosine', 'linear']);
  const most = threePhase ? 0.5 : 1;
  if (!(warmupFraction >= 0 && warmupFraction <= most)) {
    throw new RangeError(`oneCycle: warmupFraction must be in [0, ${most}], got ${warmupFraction}.`);
  }

  const first = maxLearningRate / divFactor;
  const rise = warmupFraction * totalSteps - 1;
  // The ends of the phases, and the rates there.
  const ends = [0, rise, ...(threePhase ? [2 * rise] : []), totalSteps - 1];
  const rates = [first, maxLearningRate, ...(threePhase ? [first] : []), first / finalDivFactor];
  const rate = (step: number): number => {
    const last = ends.length - 1;
    const phase = ends.findIndex((end, i) => i > 0 && (step <= end || i === last));
    const [from, to] = [rates[phase - 1]!, rates[phase]!];
    const length = ends[phase]! - ends[phase - 1]!;
    const done = length > 0 ? Math.min((step - ends[phase - 1]!) / length, 1) : 1;
    return annealing === 'linear' ? from + (to - from) * done : to + ((from - to) / 2) * (1 + Math.cos(Math.PI * done));
  };
  return named('oneCycle', rate, options);
}
