import { testLoss } from '@tenonjs/testing';
import { meanSquaredError } from './meanSquaredError.js';

testLoss(import.meta.url, meanSquaredError, {
  mismatched: [
    [[2, 3], [2, 4], 'meanSquaredError: yTrue has shape [2, 3] but yPred has [2, 4].'],
    [[], [], 'meanSquaredError: yPred must have a batch axis, got a scalar.'],
    [[2], [2, 3], 'meanSquaredError: yTrue has shape [2] but yPred has [2, 3].'],
  ],
});
