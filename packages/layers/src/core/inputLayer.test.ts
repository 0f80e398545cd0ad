import { testLayer } from '@tenonjs/testing';
import { expect, test } from 'vitest';
import { inputLayer } from './inputLayer.js';

testLayer(inputLayer, {
  cases: [
    { title: 'known sizes', options: { shape: [3, 2] }, input: [2, 3, 2] },
    { title: 'open sizes', options: { shape: [null, 2] }, input: [2, 3, 2] },
  ],
  refuses: [
    [() => inputLayer({ shape: [0] }), 'inputLayer: shape must be a positive integer, got 0.'],
    [() => inputLayer({ shape: [2], batchSize: 1.5 }), 'inputLayer: batchSize must be a positive integer, got 1.5.'],
    [
      () => inputLayer({ shape: [28, 28, 1] }).build([32, 784]),
      'inputLayer: input must have shape [null, 28, 28, 1], got [32, 784].',
    ],
    [
      () => inputLayer({ shape: [2], batchSize: 4, name: 'in' }).outputShape([3, 2]),
      'in: input must have shape [4, 2], got [3, 2].',
    ],
  ],
});

test('tells a model the shape of a sample', () => {
  expect(inputLayer({ shape: [5, 2] }).inputShape).toEqual([5, 2]);
});
