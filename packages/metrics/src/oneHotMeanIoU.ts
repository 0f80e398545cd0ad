import type { Metric } from '@tenonjs/contracts';
import { type MeanIoUOptions, overlap } from './ioU.js';

/**
 * Mean intersection over union of all classes that came, targets being one-hot and predictions scores.
 *
 *     tp / (tp + fp + fn), averaged over the classes
 *
 * Shapes: `yTrue` and `yPred` `[batch, …, classes]`, or `yPred` class numbers `[batch, …]` with `sparseYPred`; weights
 * `[batch]` or `[batch, …]`.
 *
 * @throws {RangeError} If numClasses is not a positive integer; from `update`, if the shapes do not fit.
 * @example
 * const metric = oneHotMeanIoU({ numClasses: 2 });
 * metric.update(tensor2d([[1, 0], [0, 1], [0, 1]]), tensor2d([[0.4, 0.6], [0.2, 0.8], [0.7, 0.3]]));
 * metric.result(); // 0.16667
 */
export function oneHotMeanIoU(options: Omit<MeanIoUOptions, 'sparseYTrue'>): Metric {
  return overlap('oneHotMeanIoU', { sparseYPred: false, ...options, sparseYTrue: false });
}
