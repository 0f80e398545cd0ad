import { testMetric } from '@tenonjs/testing';
import { falseNegatives } from './falseNegatives.js';

testMetric(import.meta.url, 'falseNegatives', falseNegatives, {
  refused: [
    [{ thresholds: Number.NaN }, 'falseNegatives: thresholds must be a finite number, got NaN.'],
    [{ thresholds: [0.5, Number.NaN] }, 'falseNegatives: thresholds must be a finite number, got NaN.'],
  ],
  refusedShapes: [
    [{ yTrue: [4, 3], yPred: [4, 2] }, 'falseNegatives: yTrue has shape [4, 3] but yPred has [4, 2].'],
    [{ yTrue: [4, 3], yPred: [4, 3], weights: [3] }, 'falseNegatives: weights must have shape [4] or [4, 3], got [3].'],
  ],
});
