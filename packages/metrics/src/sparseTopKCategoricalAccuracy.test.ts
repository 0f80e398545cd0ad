import { testMetric } from '@tenonjs/testing';
import { sparseTopKCategoricalAccuracy } from './sparseTopKCategoricalAccuracy.js';

testMetric(import.meta.url, 'sparseTopKCategoricalAccuracy', sparseTopKCategoricalAccuracy, {
  refused: [
    [{ k: 0 }, 'sparseTopKCategoricalAccuracy: k must be a positive integer, got 0.'],
    [{ k: 1.5 }, 'sparseTopKCategoricalAccuracy: k must be a positive integer, got 1.5.'],
  ],
  refusedShapes: [
    [
      { yTrue: [3], yPred: [4, 5] },
      'sparseTopKCategoricalAccuracy: yPred must have shape [batch, …, classes] and yTrue the same without classes [4], got yPred [4, 5] and yTrue [3].',
    ],
  ],
});
