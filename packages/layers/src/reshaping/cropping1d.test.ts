import { testLayer } from '@tenonjs/testing';
import { cropping1d } from './cropping1d.js';

testLayer(cropping1d, {
  cases: [
    { title: 'one everywhere', options: {}, input: [2, 4, 2] },
    { title: 'each end', options: { cropping: [1, 0] as const }, input: [2, 4, 2] },
  ],
  refuses: [
    [() => cropping1d({ cropping: -1 }), 'cropping1d: cropping must be n or [start, end] of integers from 0, got -1.'],
    [
      () => cropping1d({ cropping: [1, 2, 3, 4] as never }),
      'cropping1d: cropping must be n or [start, end] of integers from 0, got [1,2,3,4].',
    ],
    [() => cropping1d().build([2, 3]), 'cropping1d: input must have rank 3 [batch, time, channels], got shape [2, 3].'],
    [
      () => cropping1d({ cropping: 5 }).build([2, 4, 2]),
      'cropping1d: cropping [[5,5]] leaves nothing of input of shape [2, 4, 2].',
    ],
  ],
});
