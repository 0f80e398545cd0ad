import { testMetric } from '@tenonjs/testing';
import { binaryIoU } from './binaryIoU.js';

testMetric(import.meta.url, 'binaryIoU', binaryIoU, {
  refused: [
    [{ targetClassIds: [2] }, 'binaryIoU: targetClassIds must be in 0 … 1, got 2.'],
    [{ threshold: Number.NaN }, 'binaryIoU: threshold must be a finite number, got NaN.'],
  ],
  refusedShapes: [
    [{ yTrue: [4, 3], yPred: [4, 2] }, 'binaryIoU: yTrue has shape [4, 3] but yPred has [4, 2].'],
    [{ yTrue: [4, 3], yPred: [4, 3], weights: [3] }, 'binaryIoU: weights must have shape [4] or [4, 3], got [3].'],
  ],
});
