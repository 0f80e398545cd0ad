import { testMetric } from '@tenonjs/testing';
import { oneHotMeanIoU } from './oneHotMeanIoU.js';

testMetric(import.meta.url, 'oneHotMeanIoU', oneHotMeanIoU, {
  refused: [
    [{ numClasses: 0 }, 'oneHotMeanIoU: numClasses must be a positive integer, got 0.'],
    [{ numClasses: 2, axis: 0.5 }, 'oneHotMeanIoU: axis must be an integer, got 0.5.'],
    [{ numClasses: 2, ignoreClass: 0.5 }, 'oneHotMeanIoU: ignoreClass must be an integer, got 0.5.'],
  ],
  refusedShapes: [
    [{ yTrue: [4, 2, 5], yPred: [4, 3, 5] }, 'oneHotMeanIoU: yTrue has classes of shape [4, 2] but yPred of [4, 3].'],
    [{ yTrue: [4, 5], yPred: [4, 5], weights: [3] }, 'oneHotMeanIoU: weights must have shape [4], got [3].'],
  ],
});
