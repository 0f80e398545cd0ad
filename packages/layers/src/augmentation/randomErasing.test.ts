import { testLayer } from '@tenonjs/testing';
import { ones, reshape } from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { randomErasing } from './randomErasing.js';

testLayer(randomErasing, {
  cases: [
    { title: 'noise', options: {}, input: [3, 4, 4, 2] },
    {
      title: 'a number',
      options: { factor: [1, 1] as const, fillValue: 1, scale: [0.2, 0.5] as const },
      input: [2, 4, 4, 1],
    },
  ],
  refuses: [
    [() => randomErasing({ factor: 2 }), 'randomErasing: factor must be a number or two from 0 to 1, got 2.'],
    [() => randomErasing({ scale: 2 }), 'randomErasing: scale must be a number or two from 0 to 1, got 2.'],
    [
      () => randomErasing({ valueRange: [1, 0] }),
      'randomErasing: valueRange must be a lower and a higher number, got [1, 0].',
    ],
  ],
});

test('takes out one box, of the size asked for', () => {
  const layer = randomErasing({ factor: [1, 1], scale: [0.25, 0.25], fillValue: 0 });
  const rows = reshape(
    layer.call(ones([1, 20, 20, 1]), { training: true, seed: 1 }),
    [20, 20],
  ).arraySync() as number[][];
  const holes = rows.flatMap((row, i) => row.flatMap((value, j) => (value === 0 ? [[i, j] as const] : [])));
  const [top, bottom] = [Math.min(...holes.map(([i]) => i)), Math.max(...holes.map(([i]) => i))];
  const [left, right] = [Math.min(...holes.map(([, j]) => j)), Math.max(...holes.map(([, j]) => j))];
  expect([bottom - top + 1, right - left + 1]).toEqual([10, 10]);
  expect(holes).toHaveLength(100);
});

test('the noise keeps to the range', () => {
  const y = randomErasing({ factor: [1, 1], scale: [1, 1], valueRange: [0, 1] }).call(ones([1, 8, 8, 1]), {
    training: true,
  });
  const values = Array.from(y.dataSync());
  expect(Math.min(...values)).toBe(0);
  expect(Math.max(...values)).toBeLessThanOrEqual(1);
});
