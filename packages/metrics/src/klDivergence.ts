import type { Metric } from '@tenonjs/contracts';
import { sameShape } from '@tenonjs/internal';
import { clipByValue, div, log, mul, sum } from '@tensorflow/tfjs-core';
import { mean } from './mean.js';
import type { MetricOptions } from './metric.js';

/**
 * Kullback–Leibler divergence of predicted from true distributions; both are clipped to [1e-7, 1].
 *
 *     mean(Σ yTrue · log(yTrue / yPred))  over the last axis
 *
 * Shapes: `yTrue` and `yPred` `[batch, …, classes]`; weights `[batch]` or `[batch, …]`.
 *
 * @throws {RangeError} From `update`, if the shapes differ.
 * @example
 * const metric = klDivergence();
 * metric.update(tensor2d([[0.5, 0.5]]), tensor2d([[0.25, 0.75]]));
 * metric.result(); // 0.14384
 * @see Kullback & Leibler 1951, "On Information and Sufficiency".
 */
export function klDivergence({ name = 'klDivergence' }: MetricOptions = {}): Metric {
  return mean(
    (yTrue, yPred) => {
      sameShape(name, yTrue, yPred);
      const target = clipByValue(yTrue, 1e-7, 1);
      return sum(mul(target, log(div(target, clipByValue(yPred, 1e-7, 1)))), -1);
    },
    { name },
  );
}
