import type { Named, Schedule } from '@tenonjs/contracts';
import { named, nonNegative } from '@tenonjs/internal';

export interface PiecewiseConstantDecayOptions {
  /** Steps, rising: the last of each value but the last value. */
  boundaries: readonly number[];
  /** The rates, one more than boundaries. */
  values: readonly number[];
}

/**
 * A rate that changes at given steps: `values[i]` up to and with step `boundaries[i]`.
 *
 * @throws {RangeError} If the boundaries do not rise, a value is negative, or there is not one value more than boundaries.
 * @example
 * const rate = piecewiseConstantDecay({ boundaries: [100, 200], values: [0.1, 0.01, 0.001] });
 * rate(100); // 0.1
 * rate(101); // 0.01
 */
export function piecewiseConstantDecay(options: PiecewiseConstantDecayOptions): Schedule & Named {
  const { boundaries, values } = options;
  if (values.length !== boundaries.length + 1) {
    throw new RangeError(
      `piecewiseConstantDecay: there must be one value more than boundaries, got ${values.length} and ${boundaries.length}.`,
    );
  }
  if (!boundaries.every((step, i) => Number.isFinite(step) && (i === 0 || step > boundaries[i - 1]!))) {
    throw new RangeError(`piecewiseConstantDecay: boundaries must rise, got [${boundaries.join(', ')}].`);
  }
  values.forEach((value, i) => {
    nonNegative('piecewiseConstantDecay', { [`values[${i}]`]: value });
  });
  const rate = (step: number): number => values[boundaries.filter((boundary) => boundary < step).length]!;
  return named('piecewiseConstantDecay', rate, options);
}
