import { testMetric } from '@tenonjs/testing';
import { binaryAccuracy } from './binaryAccuracy.js';

testMetric(import.meta.url, 'binaryAccuracy', binaryAccuracy, {
  refused: [[{ threshold: Number.NaN }, 'binaryAccuracy: threshold must be a finite number, got NaN.']],
  refusedShapes: [
    [{ yTrue: [4, 3], yPred: [4, 2] }, 'binaryAccuracy: yTrue has shape [4, 3] but yPred has [4, 2].'],
    [{ yTrue: [4, 3], yPred: [4, 3], weights: [3] }, 'binaryAccuracy: weights must have shape [4] or [4, 3], got [3].'],
  ],
});
