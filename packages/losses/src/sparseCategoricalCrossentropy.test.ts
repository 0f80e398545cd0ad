import { testLoss } from '@tenonjs/testing';
import { tensor1d, tensor2d } from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { sparseCategoricalCrossentropy } from './sparseCategoricalCrossentropy.js';

testLoss(import.meta.url, sparseCategoricalCrossentropy, {
  mismatched: [
    [
      [3],
      [2, 4],
      'sparseCategoricalCrossentropy: yTrue must be labels of shape [2], one a position; yTrue has shape [3] but yPred has [2, 4].',
    ],
    [
      [2, 4],
      [2, 4],
      'sparseCategoricalCrossentropy: yTrue must be labels of shape [2], one a position; yTrue has shape [2, 4] but yPred has [2, 4].',
    ],
    [
      [2],
      [2, 5, 4],
      'sparseCategoricalCrossentropy: yTrue must be labels of shape [2, 5], one a position; yTrue has shape [2] but yPred has [2, 5, 4].',
    ],
  ],
  refused: [
    [
      { axis: 2 },
      'sparseCategoricalCrossentropy: axis must be an axis of yPred after the batch, whose shape is [2, 3], got 2.',
    ],
    [
      { axis: 0 },
      'sparseCategoricalCrossentropy: axis must be an axis of yPred after the batch, whose shape is [2, 3], got 0.',
    ],
    [{ ignoreClass: 0.5 }, 'sparseCategoricalCrossentropy: ignoreClass must be an integer, got 0.5.'],
    [{ labelSmoothing: 1 }, 'sparseCategoricalCrossentropy: labelSmoothing must be in [0, 1), got 1.'],
    [{ labelSmoothing: -0.1 }, 'sparseCategoricalCrossentropy: labelSmoothing must be in [0, 1), got -0.1.'],
  ],
  targetShape: [2],
});

test('float labels, int labels and a column of labels are the same', () => {
  const p = tensor2d([
    [0.2, 0.8],
    [0.6, 0.4],
  ]);
  const losses = [tensor1d([1, 0]), tensor1d([1, 0], 'int32'), tensor2d([[1], [0]])].map((labels) => [
    ...sparseCategoricalCrossentropy(labels, p).dataSync(),
  ]);
  expect(losses[1]).toEqual(losses[0]);
  expect(losses[2]).toEqual(losses[0]);
});
