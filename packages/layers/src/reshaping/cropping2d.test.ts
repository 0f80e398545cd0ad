import { testLayer } from '@tenonjs/testing';
import { cropping2d } from './cropping2d.js';

testLayer(cropping2d, {
  cases: [
    { title: 'nothing', options: {}, input: [2, 3, 3, 2] },
    { title: 'by axis', options: { cropping: [1, 0] }, input: [2, 4, 3, 2] },
    {
      title: 'by edge',
      options: {
        cropping: [
          [1, 0],
          [0, 2],
        ],
      },
      input: [1, 3, 4, 2],
    },
  ],
  refuses: [
    [
      () => cropping2d({ cropping: 0.5 }),
      'cropping2d: cropping must be n, [height, width] or [[top, bottom], [left, right]] of integers from 0, got 0.5.',
    ],
    [
      () => cropping2d({ cropping: 2 }).outputShape([null, 4, 8, 1]),
      'cropping2d: cropping [[2,2],[2,2]] leaves nothing of input of shape [null, 4, 8, 1].',
    ],
  ],
});
