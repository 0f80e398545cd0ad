import { expectClose, testLayer } from '@tenonjs/testing';
import { moments, ones, tensor1d, tensor2d } from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { alphaDropout } from './alphaDropout.js';

testLayer(alphaDropout, {
  cases: [
    { title: 'half', options: { rate: 0.5 }, input: [2, 3, 2] },
    { title: 'whole features', options: { rate: 0.3, noiseShape: [null, 1, null] }, input: [2, 3, 2] },
  ],
  refuses: [
    [() => alphaDropout({ rate: 1 }), 'alphaDropout: rate must be in [0, 1), got 1.'],
    [
      () => alphaDropout({ rate: 0.5, noiseShape: [1] }).build([2, 3]),
      "alphaDropout: noiseShape must have the input's rank 2, got shape [1].",
    ],
  ],
});

test('mean 0 and variance 1 stay as they are', () => {
  const x = tensor1d(Float32Array.from({ length: 20000 }, (_, i) => (i % 2 ? 1 : -1)));
  const { mean, variance } = moments(alphaDropout({ rate: 0.3 }).call(x, { training: true, seed: 5 }));
  expectClose(mean, [0], 0.03);
  expectClose(variance, [1], 0.03);
});

test('gives one of two values for each input, shared as the noise is', () => {
  const a = (0.5 * (1 + 0.5 * 1.7580993408473766 ** 2)) ** -0.5;
  const b = a * 1.7580993408473766 * 0.5;
  const y = alphaDropout({ rate: 0.5, noiseShape: [1, null] }).call(ones([2, 40]), { training: true, seed: 1 });
  const rows = y.arraySync() as number[][];
  expect(rows[1]).toEqual(rows[0]);
  const values = [...new Set(rows[0])].sort((p, q) => p - q);
  expectClose(tensor2d([values]), [-a * 1.7580993408473766 + b, a + b]);
});
