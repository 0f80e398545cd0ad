import { testLoss } from '@tenonjs/testing';
import { meanSquaredLogarithmicError } from './meanSquaredLogarithmicError.js';

testLoss(import.meta.url, meanSquaredLogarithmicError, {
  mismatched: [
    [[2, 3], [2, 4], 'meanSquaredLogarithmicError: yTrue has shape [2, 3] but yPred has [2, 4].'],
    [[], [], 'meanSquaredLogarithmicError: yPred must have a batch axis, got a scalar.'],
  ],
});
