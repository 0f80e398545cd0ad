import { testMetric } from '@tenonjs/testing';
import { categoricalAccuracy } from './categoricalAccuracy.js';

testMetric(import.meta.url, 'categoricalAccuracy', categoricalAccuracy, {
  refusedShapes: [
    [{ yTrue: [4, 3], yPred: [4, 2] }, 'categoricalAccuracy: yTrue has shape [4, 3] but yPred has [4, 2].'],
    [{ yTrue: [4, 3], yPred: [4, 3], weights: [3] }, 'categoricalAccuracy: weights must have shape [4], got [3].'],
  ],
});
