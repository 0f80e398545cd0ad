import { expectClose, testLayer } from '@tenonjs/testing';
import { tensor } from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { flatten } from './flatten.js';

testLayer(flatten, {
  cases: [
    { title: 'images', options: {}, input: [2, 3, 2, 2] },
    { title: 'rows', options: {}, input: [2, 3] },
    { title: 'single numbers', options: {}, input: [4] },
  ],
  refuses: [[() => flatten().outputShape([]), 'flatten: input must have rank 1 or more [batch, …], got shape [].']],
});

test('keeps the order of the numbers', () => {
  const y = flatten().call(tensor([1, 2, 3, 4, 5, 6, 7, 8], [2, 2, 2]));
  expect(y.shape).toEqual([2, 4]);
  expectClose(y, [1, 2, 3, 4, 5, 6, 7, 8]);
});

test('what is not known of the input is not known of the output', () => {
  expect(flatten().outputShape([null, null, 3])).toEqual([null, null]);
  expect(flatten().outputShape([8, 2, 3])).toEqual([8, 6]);
});
