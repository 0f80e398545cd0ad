import type { Schedule } from '@tenonjs/contracts';
import { nonNegative, positiveInteger } from '@tenonjs/internal';

export interface ScaledRateOptions {
  /** How many times larger the batch is than that for which the rate was chosen: the communicator's `size`, most often. */
  readonly size: number;
  /** Updates in which the rate grows from its own size to `size` times that; 0. */
  readonly warmupSteps?: number;
}

/**
 * The learning rate for a batch `size` times as large: `size` times as high, approached in a straight line.
 *
 *     α'(t) = α(t) (1 + (size − 1) min(1, t / warmupSteps))
 *
 * @param learningRate - The rate, or schedule, for one.
 * @throws {RangeError} If `size` is not a positive integer, or `warmupSteps` negative.
 * @see Goyal et al. 2017, https://arxiv.org/abs/1706.02677
 * @example
 * const rate = scaledRate(0.1, { size: 5, warmupSteps: 100 });
 * [rate(0), rate(50), rate(100), rate(1000)]; // [0.1, 0.3, 0.5, 0.5]
 */
export function scaledRate(learningRate: number | Schedule, { size, warmupSteps = 0 }: ScaledRateOptions): Schedule {
  positiveInteger('scaledRate', { size });
  nonNegative('scaledRate', { warmupSteps });
  return (step) =>
    (typeof learningRate === 'function' ? learningRate(step) : learningRate) *
    (1 + (size - 1) * (warmupSteps > 0 ? Math.min(1, step / warmupSteps) : 1));
}
