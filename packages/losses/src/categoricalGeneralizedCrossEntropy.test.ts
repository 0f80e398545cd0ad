import { testLoss } from '@tenonjs/testing';
import { categoricalGeneralizedCrossEntropy } from './categoricalGeneralizedCrossEntropy.js';

testLoss(import.meta.url, categoricalGeneralizedCrossEntropy, {
  mismatched: [
    [
      [3],
      [2, 4],
      'categoricalGeneralizedCrossEntropy: yTrue must be labels of shape [2], one a position; yTrue has shape [3] but yPred has [2, 4].',
    ],
  ],
  refused: [
    [{ q: 0 }, 'categoricalGeneralizedCrossEntropy: q must be in (0, 1], got 0.'],
    [{ q: 1.5 }, 'categoricalGeneralizedCrossEntropy: q must be in (0, 1], got 1.5.'],
  ],
  targetShape: [2],
});
