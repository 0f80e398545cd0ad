import { testLayer } from '@tenonjs/testing';
import { ones, reshape } from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { spatialDropout2d } from './spatialDropout2d.js';

testLayer(spatialDropout2d, {
  cases: [{ title: 'half', options: { rate: 0.5 }, input: [2, 3, 2, 4] }],
  refuses: [
    [() => spatialDropout2d({ rate: 1 }), 'spatialDropout2d: rate must be in [0, 1), got 1.'],
    [
      () => spatialDropout2d({ rate: 0.5 }).build([2, 3]),
      'spatialDropout2d: input must have rank 4 [batch, height, width, channels], got shape [2, 3].',
    ],
  ],
});

test('drops whole channels', () => {
  const y = spatialDropout2d({ rate: 0.5 }).call(ones([1, 2, 2, 40]), { training: true, seed: 1 });
  const places = reshape(y, [4, 40]).arraySync() as number[][];
  for (const place of places) expect(place).toEqual(places[0]);
  expect(new Set(places[0])).toEqual(new Set([0, 2]));
});
