import { testMetric } from '@tenonjs/testing';
import { perplexity } from './perplexity.js';

testMetric(import.meta.url, 'perplexity', perplexity, {
  refused: [[{ ignoreClass: 0.5 }, 'perplexity: ignoreClass must be an integer, got 0.5.']],
  refusedShapes: [
    [
      { yTrue: [3], yPred: [4, 5] },
      'perplexity: yPred must have shape [batch, …, classes] and yTrue the same without classes [4], got yPred [4, 5] and yTrue [3].',
    ],
  ],
  empty: 1,
});
