import { expectClose, testActivation } from '@tenonjs/testing';
import { randomNormal, sum } from '@tensorflow/tfjs-core';
import { test } from 'vitest';
import { sparsemax } from './sparsemax.js';

testActivation(import.meta.url, sparsemax, {
  refused: [[{ axis: 2 }, 'sparsemax: axis must be an axis of x, whose shape is [2, 4], got 2.']],
});

test('probabilities sum to 1 along the axis', () => {
  const x = randomNormal([3, 4, 5]);
  expectClose(sum(sparsemax(x), 2), new Array(12).fill(1));
  expectClose(sum(sparsemax(x, { axis: 1 }), 1), new Array(15).fill(1));
});
