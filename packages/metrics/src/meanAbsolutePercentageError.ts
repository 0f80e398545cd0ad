import type { Metric } from '@tenonjs/contracts';
import { abs, div, maximum, mul, sub } from '@tensorflow/tfjs-core';
import { align } from './align.js';
import { mean } from './mean.js';
import type { MetricOptions } from './metric.js';

/**
 * Mean absolute percentage error, over all elements.
 *
 *     100 · mean(|yPred − yTrue| / max(|yTrue|, 1e-7))
 *
 * Shapes: `yTrue` and `yPred` `[batch, …]`; weights `[batch]` or more of the same axes.
 *
 * @throws {RangeError} From `update`, if the shapes differ.
 * @example
 * const metric = meanAbsolutePercentageError();
 * metric.update(tensor1d([2, 10]), tensor1d([3, 9]));
 * metric.result(); // 30
 */
export function meanAbsolutePercentageError({ name = 'meanAbsolutePercentageError' }: MetricOptions = {}): Metric {
  return mean(
    (yTrue, yPred) => {
      const target = align(name, yTrue, yPred);
      return mul(abs(div(sub(yPred, target), maximum(abs(target), 1e-7))), 100);
    },
    { name },
  );
}
