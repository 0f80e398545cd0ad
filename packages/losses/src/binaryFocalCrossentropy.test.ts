import { testLoss } from '@tenonjs/testing';
import { binaryFocalCrossentropy } from './binaryFocalCrossentropy.js';

testLoss(import.meta.url, binaryFocalCrossentropy, {
  mismatched: [
    [[2, 3], [2, 4], 'binaryFocalCrossentropy: yTrue has shape [2, 3] but yPred has [2, 4].'],
    [[], [], 'binaryFocalCrossentropy: yPred must have a batch axis, got a scalar.'],
  ],
  refused: [
    [{ labelSmoothing: 1 }, 'binaryFocalCrossentropy: labelSmoothing must be in [0, 1), got 1.'],
    [{ gamma: -1 }, 'binaryFocalCrossentropy: gamma must be a non-negative number, got -1.'],
    [{ alpha: 2 }, 'binaryFocalCrossentropy: alpha must be in [0, 1), got 2.'],
  ],
});
