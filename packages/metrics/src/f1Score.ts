import { type Average, type FScoreMetric, type FScoreOptions, fScore } from './fBetaScore.js';

/**
 * F1 score: the harmonic mean of precision and recall; 0 where there are no hits.
 *
 *     F1 = 2 · precision · recall / (precision + recall)
 *
 * Shapes: `yPred` `[batch, …, classes]`, or `[batch]` for one class; `yTrue` the same, 0 and 1, or class numbers
 * `[batch, …]`; weights `[batch]` or `[batch, …]`.
 *
 * @throws {RangeError} If an option is unknown or the threshold not a number; from `update`, if the shapes do not fit.
 * @example
 * const metric = f1Score();
 * metric.update(tensor1d([0, 1, 1], 'int32'), tensor2d([[0.9, 0.1], [0.6, 0.4], [0.2, 0.8]]));
 * metric.result(); // 0.66667
 */
export function f1Score<A extends Average = 'macro'>(options: FScoreOptions<A> = {}): FScoreMetric<A> {
  return fScore('f1Score', options);
}
