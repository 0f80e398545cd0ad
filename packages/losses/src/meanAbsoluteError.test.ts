import { testLoss } from '@tenonjs/testing';
import { meanAbsoluteError } from './meanAbsoluteError.js';

testLoss(import.meta.url, meanAbsoluteError, {
  mismatched: [
    [[2, 3], [2, 4], 'meanAbsoluteError: yTrue has shape [2, 3] but yPred has [2, 4].'],
    [[], [], 'meanAbsoluteError: yPred must have a batch axis, got a scalar.'],
  ],
});
