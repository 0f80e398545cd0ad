import { testMetric } from '@tenonjs/testing';
import { losses, tensor1d } from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { sum } from './sum.js';

testMetric(import.meta.url, 'sum', (options) => sum(undefined, options), {
  refusedShapes: [
    [{ yTrue: [4, 3], yPred: [4, 3], weights: [3] }, 'sum: weights must have shape [4] or [4, 3], got [3].'],
  ],
});

test('sum refuses a function that is not of the samples', () => {
  const scalar = sum((yTrue, yPred) => losses.meanSquaredError(yTrue, yPred));
  expect(() => scalar.update(tensor1d([1, 2]), tensor1d([1, 3]))).toThrow(
    new RangeError('sum: the function must give a value for each of the 2 samples, got shape [].'),
  );
});
