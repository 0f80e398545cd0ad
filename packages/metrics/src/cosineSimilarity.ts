import type { Metric } from '@tenonjs/contracts';
import { integer, sameShape } from '@tenonjs/internal';
import { divNoNan, mul, sqrt, sum, type Tensor } from '@tensorflow/tfjs-core';
import { mean } from './mean.js';
import type { MetricOptions } from './metric.js';

export interface CosineSimilarityOptions extends MetricOptions {
  /** Default −1, the last. */
  readonly axis?: number;
}

/**
 * Mean cosine of the angle between target and prediction along an axis; 0 where one of them is 0.
 *
 *     mean(Σ yTrue · yPred / (‖yTrue‖ · ‖yPred‖))
 *
 * Shapes: `yTrue` and `yPred` `[batch, …, features]`; weights `[batch]` or `[batch, …]`.
 *
 * @throws {RangeError} If the axis is not an integer. From `update`, if the shapes differ.
 * @example
 * const metric = cosineSimilarity();
 * metric.update(tensor2d([[0, 1], [1, 1]]), tensor2d([[1, 0], [1, 1]]));
 * metric.result(); // 0.5
 */
export function cosineSimilarity({ name = 'cosineSimilarity', axis = -1 }: CosineSimilarityOptions = {}): Metric {
  integer('cosineSimilarity', { axis });
  return mean(
    (yTrue, yPred) => {
      sameShape(name, yTrue, yPred);
      const dot = (a: Tensor, b: Tensor): Tensor => sum(mul(a, b), axis);
      // Norms are multiplied, not their squares, which float32 would lose below 1e-19.
      return divNoNan(dot(yTrue, yPred), mul(sqrt(dot(yTrue, yTrue)), sqrt(dot(yPred, yPred))));
    },
    { name },
  );
}
