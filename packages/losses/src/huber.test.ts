import { testLoss } from '@tenonjs/testing';
import { huber } from './huber.js';

testLoss(import.meta.url, huber, {
  mismatched: [
    [[2, 3], [2, 4], 'huber: yTrue has shape [2, 3] but yPred has [2, 4].'],
    [[], [], 'huber: yPred must have a batch axis, got a scalar.'],
  ],
  refused: [[{ delta: 0 }, 'huber: delta must be a positive number, got 0.']],
});
