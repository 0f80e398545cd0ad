import { expectClose, testLayer } from '@tenonjs/testing';
import { engine, tensor4d } from '@tensorflow/tfjs-core';
import { test } from 'vitest';
import { randomBrightness } from './randomBrightness.js';

testLayer(randomBrightness, {
  cases: [
    {
      title: 'in a range that is not left',
      options: { factor: 0.1, valueRange: [-2, 2] as const },
      input: [2, 2, 3, 1],
    },
    {
      title: 'of integers',
      options: { factor: 0.5 },
      input: [2, 2, 2, 3],
      dtype: 'int32' as const,
      values: (i: number) => i * 10,
    },
  ],
  refuses: [
    [() => randomBrightness({ factor: 2 }), 'randomBrightness: factor must be a number or two from -1 to 1, got 2.'],
    [
      () => randomBrightness({ factor: 1, valueRange: [1, 1] }),
      'randomBrightness: valueRange must be a lower and a higher number, got [1, 1].',
    ],
  ],
});

test('what leaves the range stays at its edge, and has no gradient', () => {
  const layer = randomBrightness({ factor: [0.5, 0.5], valueRange: [0, 1] });
  const x = tensor4d([0.2, 0.9], [1, 1, 2, 1]);
  const dy = tensor4d([3, 5], [1, 1, 2, 1]);
  const { value, grads } = engine().gradients(() => layer.call(x, { training: true }), [x], dy);
  expectClose(value, [0.7, 1]);
  expectClose(grads[0]!, [3, 0]);
});
