import { testLoss } from '@tenonjs/testing';
import { cosineSimilarity } from './cosineSimilarity.js';

testLoss(import.meta.url, cosineSimilarity, {
  mismatched: [[[2, 3], [2, 4], 'cosineSimilarity: yTrue has shape [2, 3] but yPred has [2, 4].']],
  refused: [
    [{ axis: 2 }, 'cosineSimilarity: axis must be an axis of yPred after the batch, whose shape is [2, 3], got 2.'],
  ],
});
