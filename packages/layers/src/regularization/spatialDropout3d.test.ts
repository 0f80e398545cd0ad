import { testLayer } from '@tenonjs/testing';
import { ones, reshape } from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { spatialDropout3d } from './spatialDropout3d.js';

testLayer(spatialDropout3d, {
  cases: [{ title: 'half', options: { rate: 0.5 }, input: [2, 2, 1, 2, 4] }],
  refuses: [
    [() => spatialDropout3d({ rate: 1 }), 'spatialDropout3d: rate must be in [0, 1), got 1.'],
    [
      () => spatialDropout3d({ rate: 0.5 }).build([2, 3]),
      'spatialDropout3d: input must have rank 5 [batch, depth, height, width, channels], got shape [2, 3].',
    ],
  ],
});

test('drops whole channels', () => {
  const y = spatialDropout3d({ rate: 0.5 }).call(ones([1, 2, 2, 1, 40]), { training: true, seed: 1 });
  const places = reshape(y, [4, 40]).arraySync() as number[][];
  for (const place of places) expect(place).toEqual(places[0]);
  expect(new Set(places[0])).toEqual(new Set([0, 2]));
});
