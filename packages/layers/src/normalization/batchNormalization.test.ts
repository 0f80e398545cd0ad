import { expectClose, readFixture, testLayer } from '@tenonjs/testing';
import { tensor2d } from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { batchNormalization } from './batchNormalization.js';

const state = ['movingMean', 'movingVariance'];

testLayer(batchNormalization, {
  cases: [
    {
      title: 'rows',
      options: {},
      input: [5, 3],
      weights: { gamma: [3], beta: [3], movingMean: [3], movingVariance: [3] },
      state,
    },
    {
      title: 'images',
      options: {},
      input: [2, 2, 3, 2],
      weights: { gamma: [2], beta: [2], movingMean: [2], movingVariance: [2] },
      state,
    },
    {
      title: 'an axis in the middle, without scale',
      options: { axis: 1, scale: false },
      input: [3, 2, 3],
      weights: { beta: [2], movingMean: [2], movingVariance: [2] },
      state,
    },
  ],
  fixture: readFixture(import.meta.url, '../../fixtures/batchNormalization.json'),
  refuses: [
    [() => batchNormalization({ axis: 0.5 }), 'batchNormalization: axis must be an integer, got 0.5.'],
    [() => batchNormalization({ momentum: 1 }), 'batchNormalization: momentum must be in [0, 1), got 1.'],
    [() => batchNormalization({ epsilon: -1 }), 'batchNormalization: epsilon must be a positive number, got -1.'],
    [
      () => batchNormalization({ axis: 2 }).build([2, 3]),
      'batchNormalization: axis must be one of 1 to 1 for rank 2, got 2.',
    ],
    [
      () => batchNormalization().build([3]),
      'batchNormalization: input must have rank 2 or more [batch, …, channels], got shape [3].',
    ],
  ],
});

const batch = (step: number) => [0, 1, 2, 3].map((i) => Math.sin(step * 4 + i) * (step + 1) + step);

test('moving mean and variance over ten steps follow the formula', () => {
  const layer = batchNormalization({ momentum: 0.8 });
  let [mean, variance] = [0, 1];
  for (let step = 0; step < 10; step++) {
    const xs = batch(step);
    layer.call(tensor2d(xs, [4, 1]), { training: true }).dispose();
    const now = xs.reduce((a, b) => a + b) / 4;
    mean = 0.8 * mean + 0.2 * now;
    variance = 0.8 * variance + (0.2 * xs.reduce((a, b) => a + (b - now) ** 2, 0)) / 4;
    expectClose(layer.weights.movingMean!, [mean]);
    expectClose(layer.weights.movingVariance!, [variance]);
  }
  const y = layer.call(tensor2d([[7]]));
  expectClose(y, [(7 - mean) / Math.sqrt(variance + 1e-3)]);
  layer.dispose();
});

test('frozen, it is as at inference and moves nothing', () => {
  const layer = batchNormalization();
  layer.build([null, 1]);
  layer.trainable = false;
  const x = tensor2d([[1], [3]]);
  expectClose(layer.call(x, { training: true }), layer.call(x).dataSync());
  expectClose(layer.weights.movingMean!, [0]);
  expect(Array.from(layer.weights.movingVariance!.dataSync())).toEqual([1]);
  layer.dispose();
});
