import { testLayer } from '@tenonjs/testing';
import { zeroPadding2d } from './zeroPadding2d.js';

testLayer(zeroPadding2d, {
  cases: [
    { title: 'one everywhere', options: {}, input: [2, 2, 3, 2] },
    { title: 'by axis', options: { padding: [0, 2] }, input: [2, 2, 3, 2] },
    {
      title: 'by edge',
      options: {
        padding: [
          [1, 0],
          [0, 3],
        ],
      },
      input: [1, 2, 3, 1],
    },
  ],
  refuses: [
    [
      () => zeroPadding2d({ padding: -1 }),
      'zeroPadding2d: padding must be n, [height, width] or [[top, bottom], [left, right]] of integers from 0, got -1.',
    ],
    [
      () => zeroPadding2d({ padding: [1, 2, 3] as never }),
      'zeroPadding2d: padding must be n, [height, width] or [[top, bottom], [left, right]] of integers from 0, got [1,2,3].',
    ],
    [
      () => zeroPadding2d().build([2, 3]),
      'zeroPadding2d: input must have rank 4 [batch, height, width, channels], got shape [2, 3].',
    ],
  ],
});
