import { testLayer } from '@tenonjs/testing';
import { cropping3d } from './cropping3d.js';

testLayer(cropping3d, {
  cases: [
    { title: 'one everywhere', options: {}, input: [1, 3, 3, 4, 1] },
    {
      title: 'each end',
      options: {
        cropping: [
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
      () => cropping3d({ cropping: -1 }),
      'cropping3d: cropping must be n, [depth, height, width] or [[front, back], [top, bottom], [left, right]] of integers from 0, got -1.',
    ],
    [
      () => cropping3d({ cropping: [1, 2, 3, 4] as never }),
      'cropping3d: cropping must be n, [depth, height, width] or [[front, back], [top, bottom], [left, right]] of integers from 0, got [1,2,3,4].',
    ],
    [
      () => cropping3d().build([2, 3]),
      'cropping3d: input must have rank 5 [batch, depth, height, width, channels], got shape [2, 3].',
    ],
    [
      () => cropping3d({ cropping: 2 }).build([1, 3, 3, 4, 1]),
      'cropping3d: cropping [[2,2],[2,2],[2,2]] leaves nothing of input of shape [1, 3, 3, 4, 1].',
    ],
  ],
});
