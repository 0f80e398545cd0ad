import type { Metric } from '@tenonjs/contracts';
import { type IoUOptions, overlap } from './ioU.js';

/**
 * Intersection over union of given classes, targets being one-hot and predictions scores.
 *
 *     tp / (tp + fp + fn)
 *
 * Shapes: `yTrue` and `yPred` `[batch, …, classes]`, or `yPred` class numbers `[batch, …]` with `sparseYPred`; weights
 * `[batch]` or `[batch, …]`.
 *
 * @throws {RangeError} If numClasses is not a positive integer or a class is not among them; from `update`, if the shapes
 *   do not fit.
 * @example
 * const metric = oneHotIoU({ numClasses: 2, targetClassIds: [1] });
 * metric.update(tensor2d([[1, 0], [0, 1], [0, 1]]), tensor2d([[0.4, 0.6], [0.2, 0.8], [0.7, 0.3]]));
 * metric.result(); // 0.33333
 */
export function oneHotIoU(options: Omit<IoUOptions, 'sparseYTrue'>): Metric {
  return overlap('oneHotIoU', { sparseYPred: false, ...options, sparseYTrue: false });
}
