import { testLoss } from '@tenonjs/testing';
import { dice } from './dice.js';

testLoss(import.meta.url, dice, {
  mismatched: [
    [[2, 3], [2, 4], 'dice: yTrue has shape [2, 3] but yPred has [2, 4].'],
    [[], [], 'dice: yPred must have a batch axis, got a scalar.'],
  ],
  refused: [[{ axis: [1, 2] }, 'dice: axis must be an axis of yPred after the batch, whose shape is [2, 3], got 2.']],
});
