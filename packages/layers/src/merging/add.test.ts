import { expectClose, testLayer } from '@tenonjs/testing';
import { tensor1d } from '@tensorflow/tfjs-core';
import { test } from 'vitest';
import { add } from './add.js';

testLayer(add, {
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
    [() => add().build([[2, 3]]), 'add: input must be two or more tensors, got 1.'],
    [() => add().build([2, 3] as never), 'add: input must be two or more tensors, got 1.'],
    [
      () =>
        add().outputShape([
          [null, 3],
          [null, 4],
        ]),
      'add: inputs must have one shape or broadcast to it, got shapes [null, 3] and [null, 4].',
    ],
  ],
});

test('element by element', () => {
  expectClose(add().call([tensor1d([2, -3]), tensor1d([3, 2])]), [5, -1]);
});
