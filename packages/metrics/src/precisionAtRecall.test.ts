import { testMetric } from '@tenonjs/testing';
import { precisionAtRecall } from './precisionAtRecall.js';

testMetric(import.meta.url, 'precisionAtRecall', precisionAtRecall, {
  refused: [
    [{ recall: 1.5 }, 'precisionAtRecall: recall must be in [0, 1], got 1.5.'],
    [{ recall: 0.5, numThresholds: 0 }, 'precisionAtRecall: numThresholds must be a positive integer, got 0.'],
    [{ recall: 0.5, classId: 0.5 }, 'precisionAtRecall: classId must be a non-negative integer, got 0.5.'],
  ],
  refusedShapes: [
    [{ yTrue: [4, 3], yPred: [4, 2] }, 'precisionAtRecall: yTrue has shape [4, 3] but yPred has [4, 2].'],
    [
      { yTrue: [4, 3], yPred: [4, 3], weights: [3] },
      'precisionAtRecall: weights must have shape [4] or [4, 3], got [3].',
    ],
  ],
});
