import { expectClose, testLayer } from '@tenonjs/testing';
import { tensor4d } from '@tensorflow/tfjs-core';
import { test } from 'vitest';
import { randomZoom } from './randomZoom.js';

testLayer(randomZoom, {
  cases: [
    { title: 'of one proportion', options: { heightFactor: 0.4 }, input: [2, 3, 4, 2] },
    {
      title: 'of two',
      options: { heightFactor: 0.4, widthFactor: [0.1, 0.2] as const, fillMode: 'wrap' as const },
      input: [2, 3, 3, 1],
    },
  ],
  refuses: [
    [() => randomZoom({ heightFactor: 2 }), 'randomZoom: heightFactor must be a number or two from -1 to 1, got 2.'],
    [
      () => randomZoom({ heightFactor: 0, widthFactor: 2 }),
      'randomZoom: widthFactor must be a number or two from -1 to 1, got 2.',
    ],
    [
      () => randomZoom({ heightFactor: 0.1 }).build([null, 4]),
      'randomZoom: input must have rank 4 [batch, height, width, channels], got shape [null, 4].',
    ],
  ],
});

test('by −½ the middle half fills the image', () => {
  const x = tensor4d([0, 1, 2, 3, 4], [1, 1, 5, 1]);
  const y = randomZoom({ heightFactor: 0, widthFactor: [-0.5, -0.5] }).call(x, { training: true });
  expectClose(y, [1, 1.5, 2, 2.5, 3]);
});

test('by 1 the image fills the middle half', () => {
  const x = tensor4d([1, 2, 3], [1, 1, 3, 1]);
  const layer = randomZoom({ heightFactor: 0, widthFactor: [1, 1], fillMode: 'constant', fillValue: 9 });
  expectClose(layer.call(x, { training: true }), [9, 2, 9]);
});
