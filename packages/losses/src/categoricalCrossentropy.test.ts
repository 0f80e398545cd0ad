import { testLoss } from '@tenonjs/testing';
import { categoricalCrossentropy } from './categoricalCrossentropy.js';

testLoss(import.meta.url, categoricalCrossentropy, {
  mismatched: [[[2, 3], [2, 4], 'categoricalCrossentropy: yTrue has shape [2, 3] but yPred has [2, 4].']],
  refused: [
    [{ labelSmoothing: 1 }, 'categoricalCrossentropy: labelSmoothing must be in [0, 1), got 1.'],
    [
      { axis: 2 },
      'categoricalCrossentropy: axis must be an axis of yPred after the batch, whose shape is [2, 3], got 2.',
    ],
    [
      { axis: 0 },
      'categoricalCrossentropy: axis must be an axis of yPred after the batch, whose shape is [2, 3], got 0.',
    ],
  ],
});
