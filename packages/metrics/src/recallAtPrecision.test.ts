import { testMetric } from '@tenonjs/testing';
import { recallAtPrecision } from './recallAtPrecision.js';

testMetric(import.meta.url, 'recallAtPrecision', recallAtPrecision, {
  refused: [
    [{ precision: 1.5 }, 'recallAtPrecision: precision must be in [0, 1], got 1.5.'],
    [{ precision: 0.5, numThresholds: 0 }, 'recallAtPrecision: numThresholds must be a positive integer, got 0.'],
    [{ precision: 0.5, classId: 0.5 }, 'recallAtPrecision: classId must be a non-negative integer, got 0.5.'],
  ],
  refusedShapes: [
    [{ yTrue: [4, 3], yPred: [4, 2] }, 'recallAtPrecision: yTrue has shape [4, 3] but yPred has [4, 2].'],
    [
      { yTrue: [4, 3], yPred: [4, 3], weights: [3] },
      'recallAtPrecision: weights must have shape [4] or [4, 3], got [3].',
    ],
  ],
});
