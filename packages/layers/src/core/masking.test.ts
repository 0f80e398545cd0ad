import { expectClose, testLayer } from '@tenonjs/testing';
import { engine, ones, tensor3d } from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { masking } from './masking.js';

testLayer(masking, {
  cases: [{ title: 'nothing to mask', options: {}, input: [2, 3, 2] }],
  refuses: [
    [() => masking({ maskValue: Number.NaN }), 'masking: maskValue must be a finite number, got NaN.'],
    [
      () => masking().build([2, 3]),
      'masking: input must have rank 3 or more [batch, time, …, features], got shape [2, 3].',
    ],
  ],
});

test('a step is left out where all of its features are padding', () => {
  const mask = masking({ maskValue: -1 }).outputMask!(
    tensor3d([
      [
        [1, 2],
        [-1, -1],
        [-1, 3],
      ],
    ]),
    null,
  )!;
  expect(mask.dtype).toBe('bool');
  expect(mask.shape).toEqual([1, 3]);
  expectClose(mask, [1, 0, 1]);
});

test('padding is set to zero and takes no gradient', () => {
  const x = tensor3d([
    [
      [1, 2],
      [-1, -1],
      [-1, 3],
    ],
  ]);
  const layer = masking({ maskValue: -1 });
  const { value, grads } = engine().gradients(() => layer.call(x), [x], ones([1, 3, 2]));
  expectClose(value, [1, 2, 0, 0, -1, 3]);
  expectClose(grads[0]!, [1, 1, 0, 0, 1, 1]);
});
