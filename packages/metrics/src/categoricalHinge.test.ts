import { testMetric } from '@tenonjs/testing';
import { categoricalHinge } from './categoricalHinge.js';

testMetric(import.meta.url, 'categoricalHinge', categoricalHinge, {
  refusedShapes: [
    [{ yTrue: [4, 3], yPred: [4, 2] }, 'categoricalHinge: yTrue has shape [4, 3] but yPred has [4, 2].'],
    [{ yTrue: [4, 3], yPred: [4, 3], weights: [3] }, 'categoricalHinge: weights must have shape [4], got [3].'],
  ],
});
