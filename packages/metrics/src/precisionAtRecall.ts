import type { Metric } from '@tenonjs/contracts';
import { type BestAtOptions, bestAt } from './bestAt.js';
import { precisionOf, recallOf } from './confusion.js';

export interface PrecisionAtRecallOptions extends BestAtOptions {
  /** The least recall that is accepted, in [0, 1]. */
  readonly recall: number;
}

/**
 * The best precision among the thresholds at which recall is at least a given number; 0 where there is none.
 *
 * Shapes: `yTrue` and `yPred` `[batch]`, `[batch, 1]` or `[batch, …]`, targets of 0 and 1, probabilities; weights `[batch]` or
 * more of the predictions' axes.
 *
 * @throws {RangeError} If recall is outside [0, 1] or numThresholds is not a positive integer; from `update`, if the shapes
 *   differ.
 * @example
 * const metric = precisionAtRecall({ recall: 0.8 });
 * metric.update(tensor1d([0, 1, 0, 1, 1]), tensor1d([0.1, 0.3, 0.5, 0.8, 0.9]));
 * metric.result(); // 0.75
 */
export function precisionAtRecall(options: PrecisionAtRecallOptions): Metric {
  const { recall } = options;
  return bestAt('precisionAtRecall', { recall }, options, precisionOf, recallOf);
}
