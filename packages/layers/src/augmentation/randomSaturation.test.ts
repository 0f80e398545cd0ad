import { expectClose, testLayer } from '@tenonjs/testing';
import { tensor4d } from '@tensorflow/tfjs-core';
import { test } from 'vitest';
import { randomSaturation } from './randomSaturation.js';

testLayer(randomSaturation, {
  cases: [
    {
      title: 'of integers',
      options: { factor: 0.4 },
      input: [2, 2, 2, 3],
      dtype: 'int32' as const,
      values: (i: number) => (i * 37) % 256,
    },
  ],
  refuses: [
    [() => randomSaturation({ factor: -1 }), 'randomSaturation: factor must be a number or two from 0 to 1, got -1.'],
    [
      () => randomSaturation({ factor: 1 }).build([1, 2, 2, 1]),
      'randomSaturation: input must have 3 channels, got shape [1, 2, 2, 1].',
    ],
  ],
});

test.each([
  [0, [60, 60, 60, 50, 50, 50]],
  [0.5, [60, 30, 45, 50, 50, 0]],
  // Twice the distance from the strongest channel, none below 0.
  [2 / 3, [60, 0, 30, 50, 50, 0]],
])('by %d', (factor, expected) => {
  const x = tensor4d([60, 30, 45, 50, 50, 0], [1, 1, 2, 3]);
  const y = randomSaturation({ factor: [factor, factor] }).call(x, { training: true });
  expectClose(y, expected, 1e-3);
});
