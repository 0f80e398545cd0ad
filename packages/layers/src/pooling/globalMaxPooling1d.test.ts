import { testLayer } from '@tenonjs/testing';
import { globalMaxPooling1d } from './globalMaxPooling1d.js';

/** Far enough apart that a finite difference changes no winner. */
const apart = (i: number): number => ((i * 37) % 101) * 0.2 - 10;

testLayer(globalMaxPooling1d, {
  cases: [
    { title: 'to rows', options: {}, input: [2, 5, 2], values: apart },
    { title: 'axes kept', options: { keepdims: true }, input: [2, 5, 2], values: apart },
  ],
  refuses: [
    [
      () => globalMaxPooling1d().build([2, 3]),
      'globalMaxPooling1d: input must have rank 3 [batch, time, channels], got shape [2, 3].',
    ],
  ],
});
