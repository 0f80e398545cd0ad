import { testMetric } from '@tenonjs/testing';
import { cosineSimilarity } from './cosineSimilarity.js';

testMetric(import.meta.url, 'cosineSimilarity', cosineSimilarity, {
  refused: [[{ axis: 0.5 }, 'cosineSimilarity: axis must be an integer, got 0.5.']],
  refusedShapes: [
    [{ yTrue: [4, 3], yPred: [4, 2] }, 'cosineSimilarity: yTrue has shape [4, 3] but yPred has [4, 2].'],
    [{ yTrue: [4, 3], yPred: [4, 3], weights: [3] }, 'cosineSimilarity: weights must have shape [4], got [3].'],
  ],
});
