import { testLoss } from '@tenonjs/testing';
import { binaryCrossentropy } from './binaryCrossentropy.js';

testLoss(import.meta.url, binaryCrossentropy, {
  mismatched: [
    [[2, 3], [2, 4], 'binaryCrossentropy: yTrue has shape [2, 3] but yPred has [2, 4].'],
    [[], [], 'binaryCrossentropy: yPred must have a batch axis, got a scalar.'],
  ],
  refused: [[{ labelSmoothing: 1 }, 'binaryCrossentropy: labelSmoothing must be in [0, 1), got 1.']],
});
