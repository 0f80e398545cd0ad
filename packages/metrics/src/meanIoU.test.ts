import { testMetric } from '@tenonjs/testing';
import { meanIoU } from './meanIoU.js';

testMetric(import.meta.url, 'meanIoU', meanIoU, {
  refused: [
    [{ numClasses: 0 }, 'meanIoU: numClasses must be a positive integer, got 0.'],
    [{ numClasses: 2, axis: 0.5 }, 'meanIoU: axis must be an integer, got 0.5.'],
    [{ numClasses: 2, ignoreClass: 0.5 }, 'meanIoU: ignoreClass must be an integer, got 0.5.'],
  ],
  refusedShapes: [
    [{ yTrue: [4, 2], yPred: [4, 3] }, 'meanIoU: yTrue has classes of shape [4, 2] but yPred of [4, 3].'],
    [{ yTrue: [4, 3], yPred: [4, 3], weights: [3] }, 'meanIoU: weights must have shape [4] or [4, 3], got [3].'],
  ],
});
