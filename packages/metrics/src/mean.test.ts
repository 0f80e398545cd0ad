import { expectClose, testMetric } from '@tenonjs/testing';
import { losses, squaredDifference, sum, type Tensor, tensor1d, tensor2d, tidy } from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { mean } from './mean.js';

testMetric(import.meta.url, 'mean', (options) => mean(undefined, options), {
  refusedShapes: [
    [{ yTrue: [4, 3], yPred: [4, 3], weights: [3] }, 'mean: weights must have shape [4] or [4, 3], got [3].'],
  ],
});

test('mean refuses a function that is not of the samples', () => {
  const scalar = mean((yTrue, yPred) => losses.meanSquaredError(yTrue, yPred));
  expect(() => scalar.update(tensor1d([1, 2]), tensor1d([1, 3]))).toThrow(
    new RangeError('mean: the function must give a value for each of the 2 samples, got shape [].'),
  );
});

test('mean takes its name from the function, and averages its values', () => {
  const loss = Object.assign((yTrue: Tensor, yPred: Tensor) => sum(squaredDifference(yTrue, yPred), 1), {
    type: 'sse',
  });
  const metric = mean(loss);
  expect(metric.name).toBe('sse');
  expect(mean(loss, { name: 'own' }).name).toBe('own');
  metric.update(tensor2d([[1, 2]]), tensor2d([[1, 4]]));
  metric.update(
    tensor2d([
      [0, 0],
      [3, 3],
    ]),
    tensor2d([
      [0, 0],
      [3, 2],
    ]),
    tensor1d([0, 2]),
  );
  expectClose(
    tidy(() => metric.result().dataSync()),
    [2],
  );
  metric.dispose();
});

test('mean of many batches keeps the digits of float32', () => {
  const metric = mean();
  const value = tensor1d([0.1]);
  for (let i = 0; i < 20_000; i++) metric.update(value, value);
  // A running float32 sum would be wrong in the fifth digit.
  expectClose(
    tidy(() => metric.result().dataSync()),
    [0.1],
    1e-7,
  );
  metric.dispose();
});
