import { testLoss } from '@tenonjs/testing';
import { sparseCategoricalCrossentropy } from './sparseCategoricalCrossentropy.js';

testLoss(import.meta.url, sparseCategoricalCrossentropy, {
  mismatched: [
    [
      [3],
      [2, 4],
      'sparseCategoricalCrossentropy: yTrue must be labels of shape [2], one a position; yTrue has shape [3] but yPred has [2, 4].',
    ],
    [
      [2, 4],
      [2, 4],
      'sparseCategoricalCrossentropy: yTrue must be labels of shape [2], one a position; yTrue has shape [2, 4] but yPred has [2, 4].',
    ],
    [
      [2],
      [2, 5, 4],
      'sparseCategoricalCrossentropy: yTrue must be labels of shape [2, 5], one a position; yTrue has shape [2] but yPred has [2, 5, 4].',
    ],
  ],
  refused: [
    [
      { axis: 2 },
      'sparseCategoricalCrossentropy: axis must be an axis of yPred after the batch, whose shape is [2, 3], got 2.',
    ],
    [
      { axis: 0 },
      'sparseCategoricalCrossentropy: axis must be an axis of yPred after the batch, whose shape is [2, 3], got 0.',
    ],
    [{ ignoreClass: 0.5 }, 'sparseCategoricalCrossentropy: ignoreClass must be an integer, got 0.5.'],
  ],
  targetShape: [2],
});
