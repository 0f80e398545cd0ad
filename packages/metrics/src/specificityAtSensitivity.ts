import type { Metric } from '@tenonjs/contracts';
import { type BestAtOptions, bestAt } from './bestAt.js';
import { recallOf, specificityOf } from './confusion.js';

export interface SpecificityAtSensitivityOptions extends BestAtOptions {
  /** The least sensitivity that is accepted, in [0, 1]. */
  readonly sensitivity: number;
}

/**
 * The best specificity among the thresholds at which sensitivity is at least a given number; 0 where there is none.
 *
 * Shapes: `yTrue` and `yPred` `[batch]`, `[batch, 1]` or `[batch, …]`, targets of 0 and 1, probabilities; weights `[batch]` or
 * more of the predictions' axes.
 *
 * @throws {RangeError} If sensitivity is outside [0, 1] or numThresholds is not a positive integer; from `update`, if the shapes
 *   differ.
 * @example
 * const metric = specificityAtSensitivity({ sensitivity: 0.8 });
 * metric.update(tensor1d([0, 1, 0, 1, 1]), tensor1d([0.1, 0.3, 0.5, 0.8, 0.9]));
 * metric.result(); // 0.5
 */
export function specificityAtSensitivity(options: SpecificityAtSensitivityOptions): Metric {
  const { sensitivity } = options;
  return bestAt('specificityAtSensitivity', { sensitivity }, options, specificityOf, recallOf);
}
