import { testLoss } from '@tenonjs/testing';
import { hinge } from './hinge.js';

testLoss(import.meta.url, hinge, {
  mismatched: [
    [[2, 3], [2, 4], 'hinge: yTrue has shape [2, 3] but yPred has [2, 4].'],
    [[], [], 'hinge: yPred must have a batch axis, got a scalar.'],
  ],
});
