import { testLoss } from '@tenonjs/testing';
import { logCosh } from './logCosh.js';

testLoss(import.meta.url, logCosh, {
  mismatched: [
    [[2, 3], [2, 4], 'logCosh: yTrue has shape [2, 3] but yPred has [2, 4].'],
    [[], [], 'logCosh: yPred must have a batch axis, got a scalar.'],
  ],
});
