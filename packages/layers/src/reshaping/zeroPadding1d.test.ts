import { testLayer } from '@tenonjs/testing';
import { zeroPadding1d } from './zeroPadding1d.js';

testLayer(zeroPadding1d, {
  cases: [
    { title: 'one everywhere', options: {}, input: [2, 4, 2] },
    { title: 'each end', options: { padding: [1, 0] as const }, input: [2, 4, 2] },
  ],
  refuses: [
    [
      () => zeroPadding1d({ padding: 0.5 }),
      'zeroPadding1d: padding must be n or [start, end] of integers from 0, got 0.5.',
    ],
    [
      () => zeroPadding1d().build([2, 3]),
      'zeroPadding1d: input must have rank 3 [batch, time, channels], got shape [2, 3].',
    ],
  ],
});
