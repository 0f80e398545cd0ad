import { readFixture, testLayer } from '@tenonjs/testing';
import { tensor2d } from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { dot } from './dot.js';

testLayer(dot, {
  cases: [
    {
      title: 'vectors',
      options: { axes: 1 },
      input: [
        [2, 3],
        [2, 3],
      ],
    },
    {
      title: 'matrices',
      options: { axes: [1, 2] as const },
      input: [
        [2, 3, 2],
        [2, 2, 3],
      ],
    },
    {
      title: 'cosines',
      options: { axes: -1, normalize: true },
      input: [
        [2, 2, 3],
        [2, 3],
      ],
    },
  ],
  fixture: readFixture(import.meta.url, '../../fixtures/dot.json'),
  refuses: [
    [() => dot({ axes: 0.5 }), 'dot: axes must be an integer, got 0.5.'],
    [() => dot({ axes: 1 }).outputShape([[2, 3]]), 'dot: input must be two tensors, got 1.'],
    [
      () =>
        dot({ axes: 0 }).outputShape([
          [2, 3],
          [2, 3],
        ]),
      'dot: axes must be one of each input but the batch, got [0, 0] for shapes [2, 3] and [2, 3].',
    ],
    [
      () =>
        dot({ axes: 1 }).outputShape([
          [null, 3],
          [null, 4],
        ]),
      'dot: inputs must have the same batch and the same size along axes [1, 1], got shapes [null, 3] and [null, 4].',
    ],
  ],
});

test('has a mask where both inputs have one: steps of either', () => {
  const [a, b] = [tensor2d([[1, 0, 0]], [1, 3], 'bool'), tensor2d([[1, 1, 0]], [1, 3], 'bool')];
  const layer = dot({ axes: 2 });
  expect(Array.from(layer.outputMask!([], a, [a, b])!.dataSync())).toEqual([1, 1, 0]);
  expect(layer.outputMask!([], a, [a, null])).toBeNull();
});
