import type { Metric } from '@tenonjs/contracts';
import { abs, add, exp, log1p, mul, sub } from '@tensorflow/tfjs-core';
import { align } from './align.js';
import { mean } from './mean.js';
import type { MetricOptions } from './metric.js';

/**
 * Mean logarithm of the hyperbolic cosine of the error, over all elements.
 *
 *     mean(log(cosh(e))) = mean(|e| + log(1 + e^(−2|e|)) − log 2),  e = yPred − yTrue
 *
 * Shapes: `yTrue` and `yPred` `[batch, …]`; weights `[batch]` or more of the same axes.
 *
 * @throws {RangeError} From `update`, if the shapes differ.
 * @example
 * const metric = logCoshError();
 * metric.update(tensor1d([0, 0]), tensor1d([1, 0]));
 * metric.result(); // 0.21689
 */
export function logCoshError({ name = 'logCoshError' }: MetricOptions = {}): Metric {
  return mean(
    (yTrue, yPred) => {
      const error = abs(sub(yPred, align(name, yTrue, yPred)));
      return sub(add(error, log1p(exp(mul(error, -2)))), Math.LN2);
    },
    { name },
  );
}
