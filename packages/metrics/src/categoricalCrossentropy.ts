import type { Metric } from '@tenonjs/contracts';
import { fraction, integer, sameShape } from '@tenonjs/internal';
import { add, clipByValue, div, log, logSumExp, mul, neg, sub, sum, type Tensor } from '@tensorflow/tfjs-core';
import type { CrossentropyOptions } from './binaryCrossentropy.js';
import { mean } from './mean.js';

export interface CategoricalCrossentropyOptions extends CrossentropyOptions {
  /** The axis of the classes; default −1, the last. */
  readonly axis?: number;
}

/** log p along an axis, from logits or from probabilities, which are made to sum to 1 and to be at least 1e-7. */
export const logProbabilities = (yPred: Tensor, fromLogits: boolean, axis: number): Tensor =>
  fromLogits
    ? sub(yPred, logSumExp(yPred, axis, true))
    : log(clipByValue(div(yPred, sum(yPred, axis, true)), 1e-7, 1 - 1e-7));

/**
 * Crossentropy of one-hot targets, or of distributions.
 *
 *     mean(−Σ yTrue · log p)  over the classes
 *
 * Shapes: `yTrue` and `yPred` `[batch, …, classes]`; weights `[batch]` or `[batch, …]`. Label smoothing makes targets
 * `yTrue · (1 − s) + s / classes`.
 *
 * @throws {RangeError} If labelSmoothing is outside [0, 1) or the axis is not an integer; from `update`, if the shapes
 *   differ.
 * @example
 * const metric = categoricalCrossentropy();
 * metric.update(tensor2d([[0, 1, 0], [0, 0, 1]]), tensor2d([[0.05, 0.95, 0], [0.1, 0.8, 0.1]]));
 * metric.result(); // 1.17694
 */
export function categoricalCrossentropy(options: CategoricalCrossentropyOptions = {}): Metric {
  const { name = 'categoricalCrossentropy', fromLogits = false, labelSmoothing = 0, axis = -1 } = options;
  fraction('categoricalCrossentropy', { labelSmoothing });
  integer('categoricalCrossentropy', { axis });
  return mean(
    (yTrue, yPred) => {
      sameShape(name, yTrue, yPred);
      const classes = yPred.shape.at(axis)!;
      const target = add(mul(yTrue, 1 - labelSmoothing), labelSmoothing / classes);
      return neg(sum(mul(target, logProbabilities(yPred, fromLogits, axis)), axis));
    },
    { name },
  );
}
