import { testLoss } from '@tenonjs/testing';
import { ctc } from './ctc.js';

testLoss(import.meta.url, ctc, {
  mismatched: [
    [[2], [2, 3, 4], 'ctc: yTrue must have rank 2 [batch, length], got shape [2].'],
    [[2, 2], [2, 3], 'ctc: yPred must have rank 3 [batch, time, classes], got shape [2, 3].'],
    [[3, 2], [2, 5, 4], 'ctc: yTrue has 3 samples but yPred has 2.'],
  ],
  targetShape: [2, 1],
  predictionShape: [2, 3, 2],
});
