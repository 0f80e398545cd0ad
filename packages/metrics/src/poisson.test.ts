import { testMetric } from '@tenonjs/testing';
import { poisson } from './poisson.js';

testMetric(import.meta.url, 'poisson', poisson, {
  refusedShapes: [
    [{ yTrue: [4, 3], yPred: [4, 2] }, 'poisson: yTrue has shape [4, 3] but yPred has [4, 2].'],
    [{ yTrue: [4, 3], yPred: [4, 3], weights: [3] }, 'poisson: weights must have shape [4] or [4, 3], got [3].'],
  ],
});
