import { testLayer } from '@tenonjs/testing';
import { tensor4d } from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { randomCrop } from './randomCrop.js';

testLayer(randomCrop, {
  cases: [
    { title: 'a part', options: { height: 2, width: 3 }, input: [2, 4, 5, 2] },
    { title: 'larger than the image', options: { height: 4, width: 2 }, input: [1, 3, 3, 1] },
    {
      title: 'of integers',
      options: { height: 2, width: 2 },
      input: [1, 3, 3, 1],
      dtype: 'int32' as const,
      values: (i: number) => i,
    },
  ],
  refuses: [
    [() => randomCrop({ height: 0, width: 1 }), 'randomCrop: height must be a positive integer, got 0.'],
    [
      () => randomCrop({ height: 1, width: 1 }).build([null, 4]),
      'randomCrop: input must have rank 4 [batch, height, width, channels], got shape [null, 4].',
    ],
  ],
});

test('every place has its turn', () => {
  const layer = randomCrop({ height: 1, width: 2, seed: 1 });
  const x = tensor4d([1, 2, 3, 4], [1, 1, 4, 1]);
  const seen = new Set(Array.from({ length: 40 }, () => layer.call(x, { training: true }).dataSync().join()));
  expect([...seen].sort()).toEqual(['1,2', '2,3', '3,4']);
});

test('at inference it is the middle, in the same proportions', () => {
  const y = randomCrop({ height: 1, width: 1 }).call(tensor4d([1, 2, 3], [1, 1, 3, 1]));
  expect(Array.from(y.dataSync())).toEqual([2]);
});
