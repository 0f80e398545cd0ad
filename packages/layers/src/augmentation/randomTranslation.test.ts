import { expectClose, testLayer } from '@tenonjs/testing';
import { tensor4d } from '@tensorflow/tfjs-core';
import { test } from 'vitest';
import { randomTranslation } from './randomTranslation.js';

testLayer(randomTranslation, {
  cases: [
    { title: 'mirrored beyond the edge', options: { heightFactor: 0.4, widthFactor: 0.3 }, input: [2, 3, 4, 2] },
    {
      title: 'the edge beyond itself',
      options: { heightFactor: [0.1, 0.2] as const, widthFactor: 0.3, fillMode: 'nearest' as const },
      input: [2, 3, 3, 1],
    },
  ],
  refuses: [
    [
      () => randomTranslation({ heightFactor: 2, widthFactor: 0 }),
      'randomTranslation: heightFactor must be a number or two from -1 to 1, got 2.',
    ],
    [
      () => randomTranslation({ heightFactor: 0, widthFactor: 2 }),
      'randomTranslation: widthFactor must be a number or two from -1 to 1, got 2.',
    ],
  ],
});

test.each([
  ['reflect', [2, 1, 1, 2, 3]],
  ['wrap', [4, 5, 1, 2, 3]],
  ['nearest', [1, 1, 1, 2, 3]],
  ['constant', [7, 7, 1, 2, 3]],
] as const)('%s: what stands beyond the edge', (fillMode, expected) => {
  const layer = randomTranslation({ heightFactor: 0, widthFactor: [0.4, 0.4], fillMode, fillValue: 7 });
  expectClose(layer.call(tensor4d([1, 2, 3, 4, 5], [1, 1, 5, 1]), { training: true }), [...expected]);
});

test('positive is down; between two pixels it blends', () => {
  const layer = randomTranslation({ heightFactor: [0.125, 0.125], widthFactor: 0, fillMode: 'constant' });
  expectClose(layer.call(tensor4d([2, 4, 6, 8], [1, 4, 1, 1]), { training: true }), [1, 3, 5, 7]);
});

test('far beyond the edge it goes on mirroring', () => {
  const layer = randomTranslation({ heightFactor: 0, widthFactor: [-1, -1] });
  expectClose(layer.call(tensor4d([1, 2, 3], [1, 1, 3, 1]), { training: true }), [3, 2, 1]);
});
