import { testMetric } from '@tenonjs/testing';
import { tensor1d, tidy } from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { r2Score } from './r2Score.js';

testMetric(import.meta.url, 'r2Score', r2Score, {
  refused: [
    [
      { classAggregation: 'mean' },
      'r2Score: classAggregation must be "uniformAverage" or "varianceWeightedAverage" or null, got "mean".',
    ],
    [{ numRegressors: -1 }, 'r2Score: numRegressors must be a non-negative integer, got -1.'],
  ],
  refusedShapes: [
    [{ yTrue: [4, 3], yPred: [4, 2] }, 'r2Score: yTrue has shape [4, 3] but yPred has [4, 2].'],
    [{ yTrue: [4, 3], yPred: [4, 3], weights: [3] }, 'r2Score: weights must have shape [4], got [3].'],
  ],
});

test('r2Score is 0 where targets do not vary', () => {
  const metric = r2Score();
  metric.update(tensor1d([3, 3]), tensor1d([1, 2]));
  expect(tidy(() => metric.result().dataSync()[0])).toBe(0);
  metric.dispose();
});
