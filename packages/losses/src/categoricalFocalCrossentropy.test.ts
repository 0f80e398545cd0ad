import { testLoss } from '@tenonjs/testing';
import { categoricalFocalCrossentropy } from './categoricalFocalCrossentropy.js';

testLoss(import.meta.url, categoricalFocalCrossentropy, {
  mismatched: [[[2, 3], [2, 4], 'categoricalFocalCrossentropy: yTrue has shape [2, 3] but yPred has [2, 4].']],
  refused: [
    [{ labelSmoothing: 1 }, 'categoricalFocalCrossentropy: labelSmoothing must be in [0, 1), got 1.'],
    [
      { axis: 2 },
      'categoricalFocalCrossentropy: axis must be an axis of yPred after the batch, whose shape is [2, 3], got 2.',
    ],
    [
      { axis: 0 },
      'categoricalFocalCrossentropy: axis must be an axis of yPred after the batch, whose shape is [2, 3], got 0.',
    ],
    [{ gamma: -1 }, 'categoricalFocalCrossentropy: gamma must be a non-negative number, got -1.'],
    [{ alpha: Infinity }, 'categoricalFocalCrossentropy: alpha must be a finite number, got Infinity.'],
  ],
});
