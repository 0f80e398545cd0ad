import { testMetric } from '@tenonjs/testing';
import { trueNegatives } from './trueNegatives.js';

testMetric(import.meta.url, 'trueNegatives', trueNegatives, {
  refused: [
    [{ thresholds: Number.NaN }, 'trueNegatives: thresholds must be a finite number, got NaN.'],
    [{ thresholds: [0.5, Number.NaN] }, 'trueNegatives: thresholds must be a finite number, got NaN.'],
  ],
  refusedShapes: [
    [{ yTrue: [4, 3], yPred: [4, 2] }, 'trueNegatives: yTrue has shape [4, 3] but yPred has [4, 2].'],
    [{ yTrue: [4, 3], yPred: [4, 3], weights: [3] }, 'trueNegatives: weights must have shape [4] or [4, 3], got [3].'],
  ],
});
