import { testMetric } from '@tenonjs/testing';
import { meanAbsoluteError } from './meanAbsoluteError.js';

testMetric(import.meta.url, 'meanAbsoluteError', meanAbsoluteError, {
  refusedShapes: [
    [{ yTrue: [4, 3], yPred: [4, 2] }, 'meanAbsoluteError: yTrue has shape [4, 3] but yPred has [4, 2].'],
    [
      { yTrue: [4, 3], yPred: [4, 3], weights: [3] },
      'meanAbsoluteError: weights must have shape [4] or [4, 3], got [3].',
    ],
  ],
});
