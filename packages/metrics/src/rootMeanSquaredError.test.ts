import { testMetric } from '@tenonjs/testing';
import { rootMeanSquaredError } from './rootMeanSquaredError.js';

testMetric(import.meta.url, 'rootMeanSquaredError', rootMeanSquaredError, {
  refusedShapes: [
    [{ yTrue: [4, 3], yPred: [4, 2] }, 'rootMeanSquaredError: yTrue has shape [4, 3] but yPred has [4, 2].'],
    [
      { yTrue: [4, 3], yPred: [4, 3], weights: [3] },
      'rootMeanSquaredError: weights must have shape [4] or [4, 3], got [3].',
    ],
  ],
});
