import { expectClose, testActivation } from '@tenonjs/testing';
import { randomNormal, sum, tensor2d } from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { softmax } from './softmax.js';

testActivation(import.meta.url, softmax, {
  smooth: [{}, { axis: 0 }],
  refused: [[{ axis: 2 }, 'softmax: axis must be an axis of x, whose shape is [2, 4], got 2.']],
});

test('probabilities sum to 1 along the axis, whatever the logits', () => {
  const x = randomNormal([5, 7], 0, 1e3);
  expectClose(sum(softmax(x), 1), [1, 1, 1, 1, 1]);
  expectClose(sum(softmax(x, { axis: 0 }), 0), [1, 1, 1, 1, 1, 1, 1]);
});

test('equal and far apart logits', () => {
  expectClose(
    softmax(
      tensor2d([
        [1e4, 1e4],
        [1e4, -1e4],
      ]),
    ),
    [0.5, 0.5, 1, 0],
  );
});

test('a scalar has no axis', () => {
  expect(() => softmax(sum(tensor2d([[1]])))).toThrow(
    new RangeError('softmax: axis must be an axis of x, whose shape is [], got -1.'),
  );
});
