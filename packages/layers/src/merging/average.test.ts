import { expectClose, testLayer } from '@tenonjs/testing';
import { tensor1d } from '@tensorflow/tfjs-core';
import { test } from 'vitest';
import { average } from './average.js';

testLayer(average, {
  cases: [
    {
      title: 'two',
      options: {},
      input: [
        [2, 3],
        [2, 3],
      ],
    },
    {
      title: 'three',
      options: {},
      input: [
        [2, 3],
        [2, 3],
        [2, 3],
      ],
    },
    {
      title: 'broadcast',
      options: {},
      input: [
        [2, 3, 2],
        [2, 1, 2],
      ],
    },
  ],
  refuses: [
    [() => average().build([[2, 3]]), 'average: input must be two or more tensors, got 1.'],
    [() => average().build([2, 3] as never), 'average: input must be two or more tensors, got 1.'],
    [
      () =>
        average().outputShape([
          [null, 3],
          [null, 4],
        ]),
      'average: inputs must have one shape or broadcast to it, got shapes [null, 3] and [null, 4].',
    ],
  ],
});

test('element by element', () => {
  expectClose(average().call([tensor1d([2, -3]), tensor1d([3, 2])]), [2.5, -0.5]);
});
