import { testMetric } from '@tenonjs/testing';
import { sparseCategoricalAccuracy } from './sparseCategoricalAccuracy.js';

testMetric(import.meta.url, 'sparseCategoricalAccuracy', sparseCategoricalAccuracy, {
  refusedShapes: [
    [
      { yTrue: [3], yPred: [4, 5] },
      'sparseCategoricalAccuracy: yPred must have shape [batch, …, classes] and yTrue the same without classes [4], got yPred [4, 5] and yTrue [3].',
    ],
    [
      { yTrue: [4], yPred: [4] },
      'sparseCategoricalAccuracy: yPred must have shape [batch, …, classes] and yTrue the same without classes, got yPred [4] and yTrue [4].',
    ],
  ],
});
