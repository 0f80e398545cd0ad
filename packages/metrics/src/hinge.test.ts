import { testMetric } from '@tenonjs/testing';
import { hinge } from './hinge.js';

testMetric(import.meta.url, 'hinge', hinge, {
  refusedShapes: [
    [{ yTrue: [4, 3], yPred: [4, 2] }, 'hinge: yTrue has shape [4, 3] but yPred has [4, 2].'],
    [{ yTrue: [4, 3], yPred: [4, 3], weights: [3] }, 'hinge: weights must have shape [4] or [4, 3], got [3].'],
  ],
});
