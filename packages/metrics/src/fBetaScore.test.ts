import { testMetric } from '@tenonjs/testing';
import { fBetaScore } from './fBetaScore.js';

testMetric(import.meta.url, 'fBetaScore', fBetaScore, {
  refused: [
    [{ average: 'binary' }, 'fBetaScore: average must be "macro" or "micro" or "weighted" or null, got "binary".'],
    [{ threshold: Number.NaN }, 'fBetaScore: threshold must be a finite number, got NaN.'],
    [{ beta: 0 }, 'fBetaScore: beta must be a positive number, got 0.'],
  ],
  refusedShapes: [
    [{ yTrue: [4, 3], yPred: [4, 2] }, 'fBetaScore: yTrue has shape [4, 3] but yPred has [4, 2].'],
    [{ yTrue: [4, 3], yPred: [4, 3], weights: [3] }, 'fBetaScore: weights must have shape [4] or [4, 3], got [3].'],
  ],
});
