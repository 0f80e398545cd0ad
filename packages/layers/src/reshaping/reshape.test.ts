import { testLayer } from '@tenonjs/testing';
import { expect, test } from 'vitest';
import { reshape } from './reshape.js';

testLayer(reshape, {
  cases: [
    { title: 'known', options: { targetShape: [3, 2] }, input: [4, 6] },
    { title: 'one size left open', options: { targetShape: [-1, 2] }, input: [2, 2, 4] },
    { title: 'to single numbers', options: { targetShape: [] }, input: [4, 1] },
  ],
  refuses: [
    [
      () => reshape({ targetShape: [-1, -1] }),
      'reshape: targetShape must be positive integers and at most one -1, got [-1, -1].',
    ],
    [
      () => reshape({ targetShape: [2.5] }),
      'reshape: targetShape must be positive integers and at most one -1, got [2.5].',
    ],
    [
      () => reshape({ targetShape: [3, 3] }).outputShape([null, 10]),
      'reshape: targetShape [3, 3] must hold 10 numbers a sample, got input of shape [null, 10].',
    ],
    [
      () => reshape({ targetShape: [3, -1] }).outputShape([null, 10]),
      'reshape: targetShape [3, -1] must hold 10 numbers a sample, got input of shape [null, 10].',
    ],
  ],
});

test('what the input does not tell stays open', () => {
  expect(reshape({ targetShape: [-1, 2] }).outputShape([null, null, 4])).toEqual([null, null, 2]);
});
