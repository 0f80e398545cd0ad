import { testMetric } from '@tenonjs/testing';
import { meanSquaredLogarithmicError } from './meanSquaredLogarithmicError.js';

testMetric(import.meta.url, 'meanSquaredLogarithmicError', meanSquaredLogarithmicError, {
  refusedShapes: [
    [{ yTrue: [4, 3], yPred: [4, 2] }, 'meanSquaredLogarithmicError: yTrue has shape [4, 3] but yPred has [4, 2].'],
    [
      { yTrue: [4, 3], yPred: [4, 3], weights: [3] },
      'meanSquaredLogarithmicError: weights must have shape [4] or [4, 3], got [3].',
    ],
  ],
});
