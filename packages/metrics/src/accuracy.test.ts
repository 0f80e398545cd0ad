import { testMetric } from '@tenonjs/testing';
import { accuracy } from './accuracy.js';

testMetric(import.meta.url, 'accuracy', accuracy, {
  refusedShapes: [
    [{ yTrue: [4, 3], yPred: [4, 2] }, 'accuracy: yTrue has shape [4, 3] but yPred has [4, 2].'],
    [{ yTrue: [4], yPred: [4, 5], weights: [3] }, 'accuracy: weights must have shape [4], got [3].'],
    [
      { yTrue: [3], yPred: [4, 5] },
      'accuracy: yPred must have shape [batch, …, classes] and yTrue the same without classes [4], got yPred [4, 5] and yTrue [3].',
    ],
  ],
});
