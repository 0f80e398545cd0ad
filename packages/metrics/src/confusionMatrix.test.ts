import { testMetric } from '@tenonjs/testing';
import { confusionMatrix } from './confusionMatrix.js';

testMetric(import.meta.url, 'confusionMatrix', confusionMatrix, {
  refused: [
    [{ numClasses: 0 }, 'confusionMatrix: numClasses must be a positive integer, got 0.'],
    [{ numClasses: 2, threshold: Number.NaN }, 'confusionMatrix: threshold must be a finite number, got NaN.'],
  ],
  refusedShapes: [
    [
      { yTrue: [4], yPred: [4, 4] },
      'confusionMatrix: yPred must have shape [batch, …, 5] or be int32 class numbers, got float32 [4, 4].',
    ],
    [{ yTrue: [3], yPred: [4, 5] }, 'confusionMatrix: yTrue has classes of shape [3] but yPred of [4].'],
  ],
  empty: Array(25).fill(0),
});
