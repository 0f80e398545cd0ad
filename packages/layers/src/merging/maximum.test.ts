import { expectClose, testLayer } from '@tenonjs/testing';
import { tensor1d } from '@tensorflow/tfjs-core';
import { test } from 'vitest';
import { maximum } from './maximum.js';

testLayer(maximum, {
  cases: [
    {
      title: 'two',
      options: {},
      input: [
        [2, 3],
        [2, 3],
      ],
      values: (i: number) => ((i * 37) % 101) * 0.2 - 10,
    },
    {
      title: 'three',
      options: {},
      input: [
        [2, 3],
        [2, 3],
        [2, 3],
      ],
      values: (i: number) => ((i * 37) % 101) * 0.2 - 10,
    },
    {
      title: 'broadcast',
      options: {},
      input: [
        [2, 3, 2],
        [2, 1, 2],
      ],
      values: (i: number) => ((i * 37) % 101) * 0.2 - 10,
    },
  ],
  refuses: [
    [() => maximum().build([[2, 3]]), 'maximum: input must be two or more tensors, got 1.'],
    [() => maximum().build([2, 3] as never), 'maximum: input must be two or more tensors, got 1.'],
    [
      () =>
        maximum().outputShape([
          [null, 3],
          [null, 4],
        ]),
      'maximum: inputs must have one shape or broadcast to it, got shapes [null, 3] and [null, 4].',
    ],
  ],
});

test('element by element', () => {
  expectClose(maximum().call([tensor1d([2, -3]), tensor1d([3, 2])]), [3, 2]);
});
