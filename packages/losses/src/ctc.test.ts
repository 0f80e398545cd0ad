import { expectClose, testLoss } from '@tenonjs/testing';
import { grad, ones, type Tensor, tensor2d } from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { ctc } from './ctc.js';

testLoss(import.meta.url, ctc, {
  mismatched: [
    [[2], [2, 3, 4], 'ctc: yTrue must have rank 2 [batch, length], got shape [2].'],
    [[2, 2], [2, 3], 'ctc: yPred must have rank 3 [batch, time, classes], got shape [2, 3].'],
    [[3, 2], [2, 5, 4], 'ctc: yTrue has 3 samples but yPred has 2.'],
  ],
  targetShape: [2, 1],
  predictionShape: [2, 3, 2],
});

test('labels that do not fit into the time steps', () => {
  const labels = tensor2d([
    [1, 1, 1],
    [1, 2, 0],
  ]);
  const logits = ones([2, 3, 3]);
  const [impossible, possible] = ctc(labels, logits).dataSync();
  expect(impossible).toBeGreaterThan(1e29);
  expect(possible).toBeLessThan(3);
  const gradient = grad((p: Tensor) => ctc(labels, p))(logits).dataSync();
  expectClose(gradient.slice(0, 9), new Array(9).fill(0));
  expect(gradient.slice(9).every((g) => Math.abs(g) > 1e-3 && Math.abs(g) < 1)).toBe(true);
});
