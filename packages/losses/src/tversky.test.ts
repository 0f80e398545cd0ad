import { testLoss } from '@tenonjs/testing';
import { tversky } from './tversky.js';

testLoss(import.meta.url, tversky, {
  mismatched: [
    [[2, 3], [2, 4], 'tversky: yTrue has shape [2, 3] but yPred has [2, 4].'],
    [[], [], 'tversky: yPred must have a batch axis, got a scalar.'],
  ],
  refused: [
    [{ axis: 2 }, 'tversky: axis must be an axis of yPred after the batch, whose shape is [2, 3], got 2.'],
    [{ alpha: -1 }, 'tversky: alpha must be a non-negative number, got -1.'],
    [{ beta: Number.NaN }, 'tversky: beta must be a non-negative number, got NaN.'],
  ],
});
