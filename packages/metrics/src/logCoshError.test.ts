import { testMetric } from '@tenonjs/testing';
import { logCoshError } from './logCoshError.js';

testMetric(import.meta.url, 'logCoshError', logCoshError, {
  refusedShapes: [
    [{ yTrue: [4, 3], yPred: [4, 2] }, 'logCoshError: yTrue has shape [4, 3] but yPred has [4, 2].'],
    [{ yTrue: [4, 3], yPred: [4, 3], weights: [3] }, 'logCoshError: weights must have shape [4] or [4, 3], got [3].'],
  ],
});
