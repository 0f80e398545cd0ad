import { finite, positiveInteger } from '@tenonjs/internal';
import { argMax, clone, greater, reshape, type Tensor, type Tensor2D, zeros } from '@tensorflow/tfjs-core';
import { type Accumulator, type MetricOptions, metric } from './metric.js';
import { pairCounts } from './pairCounts.js';

export interface ConfusionMatrixOptions extends MetricOptions {
  readonly numClasses: number;
  /** Of two classes predicted by one number: above it, class 1; default 0.5. */
  readonly threshold?: number;
}

const withoutLastOne = (x: Tensor): Tensor =>
  x.rank > 1 && x.shape[x.rank - 1] === 1 ? reshape(x, x.shape.slice(0, -1)) : x;

/** The classes of targets and predictions, whichever way they are given. */
function classesOf(who: string, numClasses: number, threshold: number, yTrue: Tensor, yPred: Tensor): [Tensor, Tensor] {
  const { shape, rank } = yPred;
  if (yPred.dtype === 'int32') return [yTrue, yPred];
  if (rank > 1 && numClasses > 1 && shape[rank - 1] === numClasses) {
    const label = argMax(yPred, -1);
    if (yTrue.shape.join() === shape.join()) return [argMax(yTrue, -1), label];
    return [withoutLastOne(yTrue), label];
  }
  if (numClasses === 2) return [withoutLastOne(yTrue), withoutLastOne(greater(yPred, threshold))];
  throw new RangeError(
    `${who}: yPred must have shape [batch, …, ${numClasses}] or be int32 class numbers, got float32 [${shape.join(', ')}].`,
  );
}

/**
 * Confusion matrix: how often, by weight, each class was taken for each.
 *
 *     M[i, j] = Σ w · [target is class i] · [prediction is class j]
 *
 * Its result is `[classes, classes]`, rows targets, columns predictions: no scalar, hence not for `fit`'s metrics, which go
 * to logs; update it in a loop of one's own.
 *
 * Shapes: `yPred` `[batch, …, classes]` probabilities or logits, `[batch, …]` int32 class numbers, or `[batch]` or
 * `[batch, 1]` probabilities of the second of two classes; `yTrue` `[batch, …]` class numbers or one-hot
 * `[batch, …, classes]`; weights `[batch]` or `[batch, …]`. Class numbers beyond the classes are left out.
 *
 * @throws {RangeError} If numClasses is not a positive integer or the threshold not a number; from `update`, if the shapes
 *   do not fit.
 * @example
 * const metric = confusionMatrix({ numClasses: 3 });
 * metric.update(tensor1d([0, 1, 2, 2], 'int32'), tensor1d([0, 2, 2, 2], 'int32'));
 * metric.result(); // [[1, 0, 0], [0, 0, 1], [0, 0, 2]]
 */
export function confusionMatrix(options: ConfusionMatrixOptions): Accumulator<Tensor2D> {
  const { name = 'confusionMatrix', numClasses, threshold = 0.5 } = options;
  positiveInteger('confusionMatrix', { numClasses });
  finite('confusionMatrix', { threshold });
  return metric<{ pairs: Tensor }, Tensor2D>(name, {
    batch: (yTrue, yPred, weights) => ({
      pairs: pairCounts(name, options, ...classesOf(name, numClasses, threshold, yTrue, yPred), weights),
    }),
    // The state itself stays with the metric.
    value: ({ pairs }) => clone(pairs) as Tensor2D,
    empty: () => zeros([numClasses, numClasses]),
  });
}
