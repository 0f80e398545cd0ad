import { expectClose, testLayer } from '@tenonjs/testing';
import { type Tensor, tensor2d, zeros } from '@tensorflow/tfjs-core';
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

test('of masks, those along time follow each other; along features a step of any input counts', () => {
  const xs = [zeros([1, 2, 3]), zeros([1, 2, 3])];
  const masks = [tensor2d([[1, 0]], [1, 2], 'bool'), tensor2d([[0, 0]], [1, 2], 'bool')];
  const of = (axis: number, given: (Tensor | null)[]) =>
    concatenate({ axis }).outputMask!(xs, given[0]!, given)?.arraySync() ?? null;
  expect(of(-1, masks)).toEqual([[1, 0]]);
  expect(of(1, masks)).toEqual([[1, 0, 0, 0]]);
  expect(of(1, [null, masks[0]!])).toEqual([[1, 1, 1, 0]]);
  expect(of(-1, [null, masks[0]!])).toBeNull();
  expect(of(1, [null, null])).toBeNull();
});
