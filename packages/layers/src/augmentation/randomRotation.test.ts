import { expectClose, testLayer } from '@tenonjs/testing';
import { tensor4d } from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { randomRotation } from './randomRotation.js';

testLayer(randomRotation, {
  cases: [
    { title: 'mirrored beyond the edge', options: { factor: 0.3 }, input: [2, 3, 4, 2] },
    {
      title: 'a number beyond the edge, nearest',
      options: { factor: 0.3, fillMode: 'constant' as const, fillValue: 2, interpolation: 'nearest' as const },
      input: [2, 3, 3, 1],
    },
  ],
  refuses: [
    [() => randomRotation({ factor: 2 }), 'randomRotation: factor must be a number or two from -1 to 1, got 2.'],
    [
      () => randomRotation({ factor: [0, -2] }),
      'randomRotation: factor must be a number or two from -1 to 1, got [0,-2].',
    ],
    [
      () => randomRotation({ factor: 1, fillMode: 'edge' as never }),
      'randomRotation: fillMode must be "reflect" or "wrap" or "nearest" or "constant", got "edge".',
    ],
    [
      () => randomRotation({ factor: 1, interpolation: 'bicubic' as never }),
      'randomRotation: interpolation must be "bilinear" or "nearest", got "bicubic".',
    ],
    [
      () => randomRotation({ factor: 1 }).build([null, 4]),
      'randomRotation: input must have rank 4 [batch, height, width, channels], got shape [null, 4].',
    ],
  ],
});

test('a quarter of a turn is counter-clockwise', () => {
  const y = randomRotation({ factor: [0.25, 0.25] }).call(tensor4d([1, 2, 3, 4], [1, 2, 2, 1]), { training: true });
  expectClose(y, [2, 4, 1, 3], 1e-4);
});

test('each image has an angle of its own', () => {
  const x = tensor4d([1, 2, 3, 4, 1, 2, 3, 4], [2, 2, 2, 1]);
  const values = Array.from(randomRotation({ factor: 0.5 }).call(x, { training: true, seed: 2 }).dataSync());
  expect(values.slice(0, 4)).not.toEqual(values.slice(4));
});
