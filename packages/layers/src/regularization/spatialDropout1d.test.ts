import { testLayer } from '@tenonjs/testing';
import { ones, reshape } from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { spatialDropout1d } from './spatialDropout1d.js';

testLayer(spatialDropout1d, {
  cases: [{ title: 'half', options: { rate: 0.5 }, input: [2, 3, 4] }],
  refuses: [
    [() => spatialDropout1d({ rate: 1 }), 'spatialDropout1d: rate must be in [0, 1), got 1.'],
    [
      () => spatialDropout1d({ rate: 0.5 }).build([2, 3]),
      'spatialDropout1d: input must have rank 3 [batch, time, features], got shape [2, 3].',
    ],
  ],
});

test('drops whole features', () => {
  const y = spatialDropout1d({ rate: 0.5 }).call(ones([1, 5, 40]), { training: true, seed: 1 });
  const places = reshape(y, [5, 40]).arraySync() as number[][];
  for (const place of places) expect(place).toEqual(places[0]);
  expect(new Set(places[0])).toEqual(new Set([0, 2]));
});
