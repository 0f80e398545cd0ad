import { testLoss } from '@tenonjs/testing';
import { meanAbsolutePercentageError } from './meanAbsolutePercentageError.js';

testLoss(import.meta.url, meanAbsolutePercentageError, {
  mismatched: [
    [[2, 3], [2, 4], 'meanAbsolutePercentageError: yTrue has shape [2, 3] but yPred has [2, 4].'],
    [[], [], 'meanAbsolutePercentageError: yPred must have a batch axis, got a scalar.'],
  ],
});
