import { testMetric } from '@tenonjs/testing';
import { topKCategoricalAccuracy } from './topKCategoricalAccuracy.js';

testMetric(import.meta.url, 'topKCategoricalAccuracy', topKCategoricalAccuracy, {
  refused: [
    [{ k: 0 }, 'topKCategoricalAccuracy: k must be a positive integer, got 0.'],
    [{ k: 1.5 }, 'topKCategoricalAccuracy: k must be a positive integer, got 1.5.'],
  ],
  refusedShapes: [
    [{ yTrue: [4, 3], yPred: [4, 2] }, 'topKCategoricalAccuracy: yTrue has shape [4, 3] but yPred has [4, 2].'],
  ],
});
