import { expectClose, testLayer } from '@tenonjs/testing';
import { tensor1d } from '@tensorflow/tfjs-core';
import { test } from 'vitest';
import { subtract } from './subtract.js';

testLayer(subtract, {
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
      title: 'broadcast',
      options: {},
      input: [
        [2, 3, 2],
        [2, 1, 2],
      ],
    },
  ],
  refuses: [
    [() => subtract().build([[2, 3]]), 'subtract: input must be two tensors, got 1.'],
    [() => subtract().build([2, 3] as never), 'subtract: input must be two tensors, got 1.'],
    [() => subtract().build([[2], [2], [2]]), 'subtract: input must be two tensors, got 3.'],
    [
      () =>
        subtract().outputShape([
          [null, 3],
          [null, 4],
        ]),
      'subtract: inputs must have one shape or broadcast to it, got shapes [null, 3] and [null, 4].',
    ],
  ],
});

test('element by element', () => {
  expectClose(subtract().call([tensor1d([2, -3]), tensor1d([3, 2])]), [-1, -5]);
});
