import { testMetric } from '@tenonjs/testing';
import { specificityAtSensitivity } from './specificityAtSensitivity.js';

testMetric(import.meta.url, 'specificityAtSensitivity', specificityAtSensitivity, {
  refused: [
    [{ sensitivity: 1.5 }, 'specificityAtSensitivity: sensitivity must be in [0, 1], got 1.5.'],
    [
      { sensitivity: 0.5, numThresholds: 0 },
      'specificityAtSensitivity: numThresholds must be a positive integer, got 0.',
    ],
    [{ sensitivity: 0.5, classId: 0.5 }, 'specificityAtSensitivity: classId must be a non-negative integer, got 0.5.'],
  ],
  refusedShapes: [
    [{ yTrue: [4, 3], yPred: [4, 2] }, 'specificityAtSensitivity: yTrue has shape [4, 3] but yPred has [4, 2].'],
    [
      { yTrue: [4, 3], yPred: [4, 3], weights: [3] },
      'specificityAtSensitivity: weights must have shape [4] or [4, 3], got [3].',
    ],
  ],
});
