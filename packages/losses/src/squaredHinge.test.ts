import { testLoss } from '@tenonjs/testing';
import { squaredHinge } from './squaredHinge.js';

testLoss(import.meta.url, squaredHinge, {
  mismatched: [
    [[2, 3], [2, 4], 'squaredHinge: yTrue has shape [2, 3] but yPred has [2, 4].'],
    [[], [], 'squaredHinge: yPred must have a batch axis, got a scalar.'],
  ],
});
