import { testMetric } from '@tenonjs/testing';
import { klDivergence } from './klDivergence.js';

testMetric(import.meta.url, 'klDivergence', klDivergence, {
  refusedShapes: [
    [{ yTrue: [4, 3], yPred: [4, 2] }, 'klDivergence: yTrue has shape [4, 3] but yPred has [4, 2].'],
    [{ yTrue: [4, 3], yPred: [4, 3], weights: [3] }, 'klDivergence: weights must have shape [4], got [3].'],
  ],
});
