import { testLayer } from '@tenonjs/testing';
import { zeroPadding3d } from './zeroPadding3d.js';

testLayer(zeroPadding3d, {
  cases: [
    { title: 'one everywhere', options: {}, input: [1, 3, 3, 4, 1] },
    {
      title: 'each end',
      options: {
        padding: [
          [1, 0],
          [0, 1],
          [1, 2],
        ] as const,
      },
      input: [1, 3, 3, 4, 1],
    },
  ],
  refuses: [
    [
      () => zeroPadding3d({ padding: 0.5 }),
      'zeroPadding3d: padding must be n, [depth, height, width] or [[front, back], [top, bottom], [left, right]] of integers from 0, got 0.5.',
    ],
    [
      () => zeroPadding3d().build([2, 3]),
      'zeroPadding3d: input must have rank 5 [batch, depth, height, width, channels], got shape [2, 3].',
    ],
  ],
});
