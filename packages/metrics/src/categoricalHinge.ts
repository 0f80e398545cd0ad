import type { Metric } from '@tenonjs/contracts';
import { sameShape } from '@tenonjs/internal';
import { add, max, mul, relu, sub, sum } from '@tensorflow/tfjs-core';
import { mean } from './mean.js';
import type { MetricOptions } from './metric.js';

/**
 * Categorical hinge loss of one-hot targets.
 *
 *     mean(max(0, 1 + max((1 − yTrue) · yPred) − Σ yTrue · yPred))  over the last axis
 *
 * Shapes: `yTrue` and `yPred` `[batch, …, classes]`; weights `[batch]` or `[batch, …]`.
 *
 * @throws {RangeError} From `update`, if the shapes differ.
 * @example
 * const metric = categoricalHinge();
 * metric.update(tensor2d([[0, 1], [0, 1]]), tensor2d([[0.6, 0.4], [0, 2]]));
 * metric.result(); // 0.6
 */
export function categoricalHinge({ name = 'categoricalHinge' }: MetricOptions = {}): Metric {
  return mean(
    (yTrue, yPred) => {
      sameShape(name, yTrue, yPred);
      const right = sum(mul(yTrue, yPred), -1);
      const wrong = max(mul(sub(1, yTrue), yPred), -1);
      return relu(add(1, sub(wrong, right)));
    },
    { name },
  );
}
