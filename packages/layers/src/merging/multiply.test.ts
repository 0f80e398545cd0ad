import { expectClose, testLayer } from '@tenonjs/testing';
import { tensor1d } from '@tensorflow/tfjs-core';
import { test } from 'vitest';
import { multiply } from './multiply.js';

testLayer(multiply, {
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
    [() => multiply().build([[2, 3]]), 'multiply: input must be two or more tensors, got 1.'],
    [() => multiply().build([2, 3] as never), 'multiply: input must be two or more tensors, got 1.'],
    [
      () =>
        multiply().outputShape([
          [null, 3],
          [null, 4],
        ]),
      'multiply: inputs must have one shape or broadcast to it, got shapes [null, 3] and [null, 4].',
    ],
  ],
});

test('element by element', () => {
  expectClose(multiply().call([tensor1d([2, -3]), tensor1d([3, 2])]), [6, -6]);
});
