import { testMetric } from '@tenonjs/testing';
import { f1Score } from './f1Score.js';

testMetric(import.meta.url, 'f1Score', f1Score, {
  refused: [
    [{ average: 'binary' }, 'f1Score: average must be "macro" or "micro" or "weighted" or null, got "binary".'],
    [{ threshold: Number.NaN }, 'f1Score: threshold must be a finite number, got NaN.'],
  ],
  refusedShapes: [
    [{ yTrue: [4, 3], yPred: [4, 2] }, 'f1Score: yTrue has shape [4, 3] but yPred has [4, 2].'],
    [{ yTrue: [4, 3], yPred: [4, 3], weights: [3] }, 'f1Score: weights must have shape [4] or [4, 3], got [3].'],
  ],
});
