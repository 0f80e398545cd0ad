import { testLoss } from '@tenonjs/testing';
import { poisson } from './poisson.js';

testLoss(import.meta.url, poisson, {
  mismatched: [
    [[2, 3], [2, 4], 'poisson: yTrue has shape [2, 3] but yPred has [2, 4].'],
    [[], [], 'poisson: yPred must have a batch axis, got a scalar.'],
  ],
});
