import { testMetric } from '@tenonjs/testing';
import { oneHotIoU } from './oneHotIoU.js';

testMetric(import.meta.url, 'oneHotIoU', oneHotIoU, {
  refused: [
    [{ numClasses: 0, targetClassIds: [0] }, 'oneHotIoU: numClasses must be a positive integer, got 0.'],
    [{ numClasses: 2, targetClassIds: [0], axis: 0.5 }, 'oneHotIoU: axis must be an integer, got 0.5.'],
    [{ numClasses: 2, targetClassIds: [0], ignoreClass: 0.5 }, 'oneHotIoU: ignoreClass must be an integer, got 0.5.'],
    [{ numClasses: 2, targetClassIds: [0, 2] }, 'oneHotIoU: targetClassIds must be in 0 … 1, got 2.'],
  ],
  refusedShapes: [
    [{ yTrue: [4, 2, 5], yPred: [4, 3, 5] }, 'oneHotIoU: yTrue has classes of shape [4, 2] but yPred of [4, 3].'],
    [{ yTrue: [4, 5], yPred: [4, 5], weights: [3] }, 'oneHotIoU: weights must have shape [4], got [3].'],
  ],
});
