import { expectClose, testLayer } from '@tenonjs/testing';
import { ones, type Tensor, tensor2d, tensor4d } from '@tensorflow/tfjs-core';
import { test } from 'vitest';
import { beta } from './beta.js';
import { mixUp } from './mixUp.js';

testLayer(mixUp, {
  cases: [{ title: 'images', options: {}, input: [3, 2, 3, 2] }],
  refuses: [
    [() => mixUp({ alpha: -1 }), 'mixUp: alpha must be a non-negative number, got -1.'],
    [
      () => mixUp().call([ones([2, 1, 1, 1]), ones([3, 2])]),
      'mixUp: images and labels must be as many, got shapes [2, 1, 1, 1] and [3, 2].',
    ],
    [
      () =>
        mixUp().outputShape([
          [2, 3, 3, 1],
          [2, 1],
          [2, 1],
        ]),
      'mixUp: input must be images, or images and labels, got 3 tensors.',
    ],
    [
      () => mixUp().outputShape([2, 3]),
      'mixUp: input must have rank 4 [batch, height, width, channels], got shape [2, 3].',
    ],
  ],
});

test('images and labels keep the same share', () => {
  const images = tensor4d([0, 10, 20], [3, 1, 1, 1]);
  const labels = tensor2d([
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ]);
  const [x, y] = mixUp({ alpha: 1 }).call([images, labels], { training: true, seed: 4 }) as [Tensor, Tensor];
  const shares = y.arraySync() as number[][];
  for (const share of shares) expectClose([share[0]! + share[1]! + share[2]!], [1]);
  expectClose(
    x,
    shares.map(([, b, c]) => 10 * b! + 20 * c!),
  );
});

test('the shares are Beta(α, α): mean ½, variance 1 / (4(2α + 1))', () => {
  for (const alpha of [0.2, 1, 3]) {
    const shares = Array.from({ length: 4000 }, (_, i) => beta(alpha, i));
    const mean = shares.reduce((a, b) => a + b) / shares.length;
    const variance = shares.reduce((a, b) => a + (b - mean) ** 2, 0) / shares.length;
    expectClose([mean, variance], [0.5, 1 / (4 * (2 * alpha + 1))], 0.015);
  }
});
