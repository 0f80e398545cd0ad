import { testLoss } from '@tenonjs/testing';
import { klDivergence } from './klDivergence.js';

testLoss(import.meta.url, klDivergence, {
  mismatched: [[[2, 3], [2, 4], 'klDivergence: yTrue has shape [2, 3] but yPred has [2, 4].']],
});
