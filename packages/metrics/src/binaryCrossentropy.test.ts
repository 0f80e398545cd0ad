import { testMetric } from '@tenonjs/testing';
import { binaryCrossentropy } from './binaryCrossentropy.js';

testMetric(import.meta.url, 'binaryCrossentropy', binaryCrossentropy, {
  refused: [
    [{ labelSmoothing: 1 }, 'binaryCrossentropy: labelSmoothing must be in [0, 1), got 1.'],
    [{ labelSmoothing: -0.1 }, 'binaryCrossentropy: labelSmoothing must be in [0, 1), got -0.1.'],
  ],
  refusedShapes: [
    [{ yTrue: [4, 3], yPred: [4, 2] }, 'binaryCrossentropy: yTrue has shape [4, 3] but yPred has [4, 2].'],
    [
      { yTrue: [4, 3], yPred: [4, 3], weights: [3] },
      'binaryCrossentropy: weights must have shape [4] or [4, 3], got [3].',
    ],
  ],
});
