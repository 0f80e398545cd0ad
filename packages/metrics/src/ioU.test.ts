import { testMetric } from '@tenonjs/testing';
import { ioU } from './ioU.js';

testMetric(import.meta.url, 'ioU', ioU, {
  refused: [
    [{ numClasses: 0, targetClassIds: [0] }, 'ioU: numClasses must be a positive integer, got 0.'],
    [{ numClasses: 2, targetClassIds: [0], axis: 0.5 }, 'ioU: axis must be an integer, got 0.5.'],
    [{ numClasses: 2, targetClassIds: [0], ignoreClass: 0.5 }, 'ioU: ignoreClass must be an integer, got 0.5.'],
    [{ numClasses: 2, targetClassIds: [0, 2] }, 'ioU: targetClassIds must be in 0 … 1, got 2.'],
  ],
  refusedShapes: [
    [{ yTrue: [4, 2], yPred: [4, 3] }, 'ioU: yTrue has classes of shape [4, 2] but yPred of [4, 3].'],
    [{ yTrue: [4, 3], yPred: [4, 3], weights: [3] }, 'ioU: weights must have shape [4] or [4, 3], got [3].'],
  ],
});
