import { testMetric } from '@tenonjs/testing';
import { sensitivityAtSpecificity } from './sensitivityAtSpecificity.js';

testMetric(import.meta.url, 'sensitivityAtSpecificity', sensitivityAtSpecificity, {
  refused: [
    [{ specificity: 1.5 }, 'sensitivityAtSpecificity: specificity must be in [0, 1], got 1.5.'],
    [
      { specificity: 0.5, numThresholds: 0 },
      'sensitivityAtSpecificity: numThresholds must be a positive integer, got 0.',
    ],
    [{ specificity: 0.5, classId: 0.5 }, 'sensitivityAtSpecificity: classId must be a non-negative integer, got 0.5.'],
  ],
  refusedShapes: [
    [{ yTrue: [4, 3], yPred: [4, 2] }, 'sensitivityAtSpecificity: yTrue has shape [4, 3] but yPred has [4, 2].'],
    [
      { yTrue: [4, 3], yPred: [4, 3], weights: [3] },
      'sensitivityAtSpecificity: weights must have shape [4] or [4, 3], got [3].',
    ],
  ],
});
