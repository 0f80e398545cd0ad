import type { Metric } from '@tenonjs/contracts';
import { type MeanIoUOptions, overlap } from './ioU.js';

/**
 * Mean intersection over union of all classes that came as target or prediction.
 *
 *     tp / (tp + fp + fn), averaged over the classes
 *
 * Shapes: `yTrue` and `yPred` class numbers `[batch, …]`, or `[batch, …, classes]` where `sparseYTrue` or `sparseYPred` is
 * false; weights `[batch]` or `[batch, …]`, such as one for each pixel.
 *
 * @throws {RangeError} If numClasses is not a positive integer; from `update`, if the shapes do not fit.
 * @example
 * const metric = meanIoU({ numClasses: 2 });
 * metric.update(tensor1d([0, 0, 1, 1]), tensor1d([0, 1, 0, 1]));
 * metric.result(); // 0.33333
 */
export function meanIoU(options: MeanIoUOptions): Metric {
  return overlap('meanIoU', options);
}
