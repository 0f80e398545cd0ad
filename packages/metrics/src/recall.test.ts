import { testMetric } from '@tenonjs/testing';
import { tensor2d } from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { recall } from './recall.js';

testMetric(import.meta.url, 'recall', recall, {
  refused: [
    [{ thresholds: Number.NaN }, 'recall: thresholds must be a finite number, got NaN.'],
    [{ topK: 0 }, 'recall: topK must be a positive integer, got 0.'],
    [{ classId: -1 }, 'recall: classId must be a non-negative integer, got -1.'],
  ],
  refusedShapes: [
    [{ yTrue: [4, 3], yPred: [4, 2] }, 'recall: yTrue has shape [4, 3] but yPred has [4, 2].'],
    [{ yTrue: [4, 3], yPred: [4, 3], weights: [3] }, 'recall: weights must have shape [4] or [4, 3], got [3].'],
  ],
});

test('recall refuses a class that predictions do not have', () => {
  const metric = recall({ classId: 2 });
  expect(() => metric.update(tensor2d([[0, 1]]), tensor2d([[0.3, 0.7]]))).toThrow(
    new RangeError('recall: classId must be less than the 2 classes of yPred, got 2.'),
  );
});
