import { expectClose, testLayer } from '@tenonjs/testing';
import { tensor4d } from '@tensorflow/tfjs-core';
import { test } from 'vitest';
import { centerCrop } from './centerCrop.js';

testLayer(centerCrop, {
  cases: [
    { title: 'smaller', options: { height: 2, width: 2 }, input: [2, 4, 5, 2] },
    { title: 'larger than the image', options: { height: 4, width: 2 }, input: [1, 3, 3, 1] },
  ],
  refuses: [
    [() => centerCrop({ height: 1, width: -1 }), 'centerCrop: width must be a positive integer, got -1.'],
    [
      () => centerCrop({ height: 1, width: 1 }).build([2, 3]),
      'centerCrop: input must have rank 4 [batch, height, width, channels], got shape [2, 3].',
    ],
  ],
});

test('takes the middle, nearer to the start where it cannot be even', () => {
  expectClose(centerCrop({ height: 1, width: 2 }).call(tensor4d([1, 2, 3, 4, 5], [1, 1, 5, 1])), [2, 3]);
});
