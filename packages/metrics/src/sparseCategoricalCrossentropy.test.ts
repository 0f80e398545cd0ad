import { testMetric } from '@tenonjs/testing';
import { sparseCategoricalCrossentropy } from './sparseCategoricalCrossentropy.js';

testMetric(import.meta.url, 'sparseCategoricalCrossentropy', sparseCategoricalCrossentropy, {
  refused: [[{ ignoreClass: 0.5 }, 'sparseCategoricalCrossentropy: ignoreClass must be an integer, got 0.5.']],
  refusedShapes: [
    [
      { yTrue: [3], yPred: [4, 5] },
      'sparseCategoricalCrossentropy: yPred must have shape [batch, …, classes] and yTrue the same without classes [4], got yPred [4, 5] and yTrue [3].',
    ],
  ],
});
