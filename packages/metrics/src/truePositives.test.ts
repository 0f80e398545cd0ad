import { testMetric } from '@tenonjs/testing';
import { truePositives } from './truePositives.js';

testMetric(import.meta.url, 'truePositives', truePositives, {
  refused: [
    [{ thresholds: Number.NaN }, 'truePositives: thresholds must be a finite number, got NaN.'],
    [{ thresholds: [0.5, Number.NaN] }, 'truePositives: thresholds must be a finite number, got NaN.'],
  ],
  refusedShapes: [
    [{ yTrue: [4, 3], yPred: [4, 2] }, 'truePositives: yTrue has shape [4, 3] but yPred has [4, 2].'],
    [{ yTrue: [4, 3], yPred: [4, 3], weights: [3] }, 'truePositives: weights must have shape [4] or [4, 3], got [3].'],
  ],
});
