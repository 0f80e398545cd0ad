import { testMetric } from '@tenonjs/testing';
import { meanSquaredError } from './meanSquaredError.js';

testMetric(import.meta.url, 'meanSquaredError', meanSquaredError, {
  refusedShapes: [
    [{ yTrue: [4, 3], yPred: [4, 2] }, 'meanSquaredError: yTrue has shape [4, 3] but yPred has [4, 2].'],
    [
      { yTrue: [4, 3], yPred: [4, 3], weights: [3] },
      'meanSquaredError: weights must have shape [4] or [4, 3], got [3].',
    ],
  ],
});
