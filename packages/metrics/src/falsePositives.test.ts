import { testMetric } from '@tenonjs/testing';
import { falsePositives } from './falsePositives.js';

testMetric(import.meta.url, 'falsePositives', falsePositives, {
  refused: [
    [{ thresholds: Number.NaN }, 'falsePositives: thresholds must be a finite number, got NaN.'],
    [{ thresholds: [0.5, Number.NaN] }, 'falsePositives: thresholds must be a finite number, got NaN.'],
  ],
  refusedShapes: [
    [{ yTrue: [4, 3], yPred: [4, 2] }, 'falsePositives: yTrue has shape [4, 3] but yPred has [4, 2].'],
    [{ yTrue: [4, 3], yPred: [4, 3], weights: [3] }, 'falsePositives: weights must have shape [4] or [4, 3], got [3].'],
  ],
});
