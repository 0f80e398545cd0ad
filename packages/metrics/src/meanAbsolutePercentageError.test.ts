import { testMetric } from '@tenonjs/testing';
import { meanAbsolutePercentageError } from './meanAbsolutePercentageError.js';

testMetric(import.meta.url, 'meanAbsolutePercentageError', meanAbsolutePercentageError, {
  refusedShapes: [
    [{ yTrue: [4, 3], yPred: [4, 2] }, 'meanAbsolutePercentageError: yTrue has shape [4, 3] but yPred has [4, 2].'],
    [
      { yTrue: [4, 3], yPred: [4, 3], weights: [3] },
      'meanAbsolutePercentageError: weights must have shape [4] or [4, 3], got [3].',
    ],
  ],
});
