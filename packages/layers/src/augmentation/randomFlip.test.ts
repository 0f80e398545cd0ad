import { testLayer } from '@tenonjs/testing';
import { tensor4d, tile } from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { randomFlip } from './randomFlip.js';

testLayer(randomFlip, {
  cases: [
    { title: 'both', options: {}, input: [3, 2, 3, 2] },
    { title: 'horizontal', options: { mode: 'horizontal' as const }, input: [3, 2, 3, 1] },
    { title: 'vertical', options: { mode: 'vertical' as const }, input: [3, 2, 3, 1] },
  ],
  refuses: [
    [
      () => randomFlip({ mode: 'both' as never }),
      'randomFlip: mode must be "horizontal" or "vertical" or "horizontalAndVertical", got "both".',
    ],
    [
      () => randomFlip().build([null, 4]),
      'randomFlip: input must have rank 4 [batch, height, width, channels], got shape [null, 4].',
    ],
  ],
});

test('mirrors about half of the images, left and right', () => {
  const x = tile(tensor4d([1, 2, 3, 4], [1, 2, 2, 1]), [200, 1, 1, 1]);
  const images = randomFlip({ mode: 'horizontal' }).call(x, { training: true, seed: 1 }).arraySync() as unknown[];
  const counts = new Map<string, number>();
  for (const image of images) counts.set(JSON.stringify(image), (counts.get(JSON.stringify(image)) ?? 0) + 1);
  const mirrored = counts.get('[[[2],[1]],[[4],[3]]]')!;
  expect(counts.get('[[[1],[2]],[[3],[4]]]')! + mirrored).toBe(200);
  expect(Math.abs(mirrored - 100)).toBeLessThan(30);
});
