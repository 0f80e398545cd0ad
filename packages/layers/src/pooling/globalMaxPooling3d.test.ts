import { testLayer } from '@tenonjs/testing';
import { globalMaxPooling3d } from './globalMaxPooling3d.js';

/** Far enough apart that a finite difference changes no winner. */
const apart = (i: number): number => ((i * 37) % 101) * 0.2 - 10;

testLayer(globalMaxPooling3d, {
  cases: [
    { title: 'to rows', options: {}, input: [2, 2, 2, 3, 2], values: apart },
    { title: 'axes kept', options: { keepdims: true }, input: [2, 2, 2, 3, 2], values: apart },
  ],
  refuses: [
    [
      () => globalMaxPooling3d().build([2, 3]),
      'globalMaxPooling3d: input must have rank 5 [batch, depth, height, width, channels], got shape [2, 3].',
    ],
  ],
});
