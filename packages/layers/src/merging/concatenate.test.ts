import { expectClose, testLayer } from '@tenonjs/testing';
import { tensor2d } from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { concatenate } from './concatenate.js';

testLayer(concatenate, {
  cases: [
    {
      title: 'features',
      options: {},
      input: [
        [2, 3],
        [2, 1],
        [2, 2],
      ],
    },
    {
      title: 'time',
      options: { axis: 1 },
      input: [
        [2, 1, 3],
        [2, 2, 3],
      ],
    },
    {
      title: 'of images',
      options: { axis: -2 },
      input: [
        [1, 2, 3, 2],
        [1, 2, 1, 2],
      ],
    },
  ],
  refuses: [
    [() => concatenate({ axis: 0.5 }), 'concatenate: axis must be an integer, got 0.5.'],
    [() => concatenate().build([[2, 3]]), 'concatenate: input must be two or more tensors, got 1.'],
    [
      () =>
        concatenate({ axis: 2 }).build([
          [2, 3],
          [2, 3],
        ]),
      'concatenate: axis must lie within rank 2, got 2.',
    ],
    [
      () =>
        concatenate().outputShape([
          [null, 3, 2],
          [null, 4, 2],
        ]),
      'concatenate: inputs must have one shape but for axis -1, got shapes [null, 3, 2] and [null, 4, 2].',
    ],
  ],
});

test('one after the other', () => {
  expectClose(
    concatenate().call([
      tensor2d([
        [1, 2],
        [3, 4],
      ]),
      tensor2d([[5], [6]]),
    ]),
    [1, 2, 5, 3, 4, 6],
  );
  expect(
    concatenate().outputShape([
      [null, null],
      [null, 3],
    ]),
  ).toEqual([null, null]);
});
