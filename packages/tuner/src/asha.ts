import { positiveInteger } from '@tenonjs/internal';
import type { Stopping, Trial } from './trial.js';

export interface AshaOptions {
  /** Reports before a trial may be stopped. Default 1. */
  readonly minimum?: number;
  /** η: of the trials at a rung, one in so many goes on to the next, which is so many times as far. Default 3. */
  readonly reductionFactor?: number;
  /** With more than one it is Hyperband: trial `i` has its first rung at `minimum · η^(i mod brackets)`. Default 1. */
  readonly brackets?: number;
}

/**
 * Asynchronous successive halving: at reports `minimum · ηᵏ` a trial goes on only if it is among the best 1/η of those that
 * came as far. Nobody waits for anybody.
 *
 * @throws {RangeError} If an option is not a positive integer, or reductionFactor is 1.
 * @example
 * const stops = asha({ reductionFactor: 2 });
 * const trial = (number, report) => ({ number, params: {}, value: null, reports: [report], state: 'running' });
 * stops(trial(1, 5), [trial(0, 1), trial(1, 5)]); // true
 * @see Li et al. 2020, https://arxiv.org/abs/1810.05934; Hyperband: Li et al. 2018, https://arxiv.org/abs/1603.06560
 */
export function asha({ minimum = 1, reductionFactor = 3, brackets = 1 }: AshaOptions = {}): Stopping {
  positiveInteger('asha', { minimum, reductionFactor, brackets });
  if (reductionFactor === 1) throw new RangeError('asha: reductionFactor must be at least 2, got 1.');
  const first = ({ number }: Trial): number => minimum * reductionFactor ** (number % brackets);
  return (trial, trials) => {
    const at = trial.reports.length;
    let rung = first(trial);
    while (rung < at) rung *= reductionFactor;
    if (rung !== at) return false;
    const mine = trial.reports[at - 1]!;
    if (Number.isNaN(mine)) return true;
    const others = trials.filter((other) => first(other) === first(trial) && other.reports.length >= at);
    const better = others.filter(({ number, reports }) => number !== trial.number && reports[at - 1]! < mine).length;
    return better >= Math.max(1, Math.floor(others.length / reductionFactor));
  };
}
