import type { Named, Schedule } from '@tenonjs/contracts';
import { named, nonNegative, positive, positiveInteger } from '@tenonjs/internal';

export interface NoamOptions {
  /** The width of the model, d. */
  units: number;
  /** W, the steps in which the rate rises; 4000 by default. */
  warmupSteps?: number;
  /** Multiplies all; 1 by default. */
  scale?: number;
}

/**
 * The Transformer's rate: it rises in a straight line, then falls as one over the root of the step.
 *
 *     α = scale · d^−½ · min((step + 1)^−½, (step + 1) W^−³ᐟ²)
 *
 * @throws {RangeError} If units is not a positive integer, warmupSteps is not positive, or scale is negative.
 * @example
 * noam({ units: 4, warmupSteps: 100 })(99); // 0.05
 * @see Vaswani et al. 2017, section 5.3, https://arxiv.org/abs/1706.03762. Steps count from 1 there, from 0 here.
 */
export function noam(options: NoamOptions): Schedule & Named {
  const { units, warmupSteps = 4000, scale = 1 } = options;
  positiveInteger('noam', { units });
  positive('noam', { warmupSteps });
  nonNegative('noam', { scale });
  const rate = (step: number): number =>
    scale * units ** -0.5 * Math.min((step + 1) ** -0.5, (step + 1) * warmupSteps ** -1.5);
  return named('noam', rate, options);
}
