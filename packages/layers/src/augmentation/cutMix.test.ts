import { expectClose, testLayer } from '@tenonjs/testing';
import { mean, ones, type Tensor, tensor2d, tensor4d } from '@tensorflow/tfjs-core';
import { test } from 'vitest';
import { cutMix } from './cutMix.js';

testLayer(cutMix, {
  cases: [{ title: 'images', options: {}, input: [3, 2, 3, 2] }],
  refuses: [
    [() => cutMix({ factor: 2 }), 'cutMix: factor must be a number or two from 0 to 1, got 2.'],
    [
      () => cutMix().call([ones([2, 1, 1, 1]), ones([3, 2])]),
      'cutMix: images and labels must be as many, got shapes [2, 1, 1, 1] and [3, 2].',
    ],
    [
      () =>
        cutMix().outputShape([
          [2, 3, 3, 1],
          [2, 1],
          [2, 1],
        ]),
      'cutMix: input must be images, or images and labels, got 3 tensors.',
    ],
    [
      () => cutMix().outputShape([2, 3]),
      'cutMix: input must have rank 4 [batch, height, width, channels], got shape [2, 3].',
    ],
  ],
});

test('labels keep the share of the area', () => {
  const images = tensor4d(
    Array.from({ length: 64 }, (_, i) => Number(i >= 32)),
    [2, 4, 8, 1],
  );
  const labels = tensor2d([
    [1, 0],
    [0, 1],
  ]);
  for (let seed = 0; seed < 5; seed++) {
    const [x, y] = cutMix({ factor: [1, 1] }).call([images, labels], { training: true, seed }) as [Tensor, Tensor];
    expectClose(
      mean(x, [1, 2, 3]),
      (y.arraySync() as number[][]).map(([, b]) => b!),
    );
  }
});
