import { testMetric } from '@tenonjs/testing';
import { squaredHinge } from './squaredHinge.js';

testMetric(import.meta.url, 'squaredHinge', squaredHinge, {
  refusedShapes: [
    [{ yTrue: [4, 3], yPred: [4, 2] }, 'squaredHinge: yTrue has shape [4, 3] but yPred has [4, 2].'],
    [{ yTrue: [4, 3], yPred: [4, 3], weights: [3] }, 'squaredHinge: weights must have shape [4] or [4, 3], got [3].'],
  ],
});
