import { testLoss } from '@tenonjs/testing';
import { tensor1d } from '@tensorflow/tfjs-core';
import { circle } from './circle.js';

testLoss(import.meta.url, circle, {
  mismatched: [
    [
      [3],
      [2, 4],
      'circle: yTrue must be labels of shape [2], one a position; yTrue has shape [3] but yPred has [2, 4].',
    ],
    [[2], [2], 'circle: yPred must have rank 2 [batch, features], got shape [2].'],
  ],
  refused: [
    [{ gamma: 0 }, 'circle: gamma must be a positive number, got 0.'],
    [{ margin: -1 }, 'circle: margin must be a non-negative number, got -1.'],
    [{ refLabels: tensor1d([1]) }, 'circle: refLabels and refEmbeddings must be given together.'],
  ],
  targetShape: [2],
});
