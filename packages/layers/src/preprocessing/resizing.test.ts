import { expectClose, testLayer } from '@tenonjs/testing';
import { ones, tensor4d } from '@tensorflow/tfjs-core';
import { test } from 'vitest';
import { resizing } from './resizing.js';

testLayer(resizing, {
  cases: [
    { title: 'larger', options: { height: 4, width: 5 }, input: [2, 2, 3, 2] },
    {
      title: 'smaller, antialiased',
      options: { height: 2, width: 2, interpolation: 'bicubic' as const, antialias: true },
      input: [1, 4, 5, 1],
    },
    {
      title: 'cut',
      options: { height: 2, width: 2, cropToAspectRatio: true, interpolation: 'nearest' as const },
      input: [1, 4, 3, 1],
    },
    { title: 'padded', options: { height: 2, width: 4, padToAspectRatio: true, fillValue: 1 }, input: [1, 3, 2, 1] },
    {
      title: 'of integers',
      options: { height: 3, width: 2 },
      input: [1, 2, 2, 1],
      dtype: 'int32' as const,
      values: (i: number) => i,
    },
  ],
  refuses: [
    [() => resizing({ height: 0, width: 1 }), 'resizing: height must be a positive integer, got 0.'],
    [
      () => resizing({ height: 1, width: 1, interpolation: 'cubic' as never }),
      'resizing: interpolation must be "nearest" or "bilinear" or "bicubic" or "lanczos3" or "lanczos5", got "cubic".',
    ],
    [
      () => resizing({ height: 1, width: 1, cropToAspectRatio: true, padToAspectRatio: true }),
      'resizing: cropToAspectRatio and padToAspectRatio must not both be true, got true and true.',
    ],
    [
      () => resizing({ height: 1, width: 1 }).build([2, 3]),
      'resizing: input must have rank 4 [batch, height, width, channels], got shape [2, 3].',
    ],
  ],
});

test('padded to the proportions, the image lies in the middle', () => {
  const layer = resizing({ height: 2, width: 4, padToAspectRatio: true, fillValue: 7, interpolation: 'nearest' });
  expectClose(layer.call(ones([1, 2, 2, 1])), [7, 1, 1, 7, 7, 1, 1, 7]);
});

test('cut to the proportions, the middle remains', () => {
  const layer = resizing({ height: 1, width: 1, cropToAspectRatio: true });
  expectClose(layer.call(tensor4d([1, 5, 9], [1, 1, 3, 1])), [5]);
});
