import { testMetric } from '@tenonjs/testing';
import { pearsonCorrelation } from './pearsonCorrelation.js';

testMetric(import.meta.url, 'pearsonCorrelation', pearsonCorrelation, {
  refused: [[{ axis: 1 }, 'pearsonCorrelation: axis must be 0 or -1, got 1.']],
  refusedShapes: [
    [{ yTrue: [4, 3], yPred: [4, 2] }, 'pearsonCorrelation: yTrue has shape [4, 3] but yPred has [4, 2].'],
    [{ yTrue: [4, 3], yPred: [4, 3], weights: [3] }, 'pearsonCorrelation: weights must have shape [4], got [3].'],
  ],
});
