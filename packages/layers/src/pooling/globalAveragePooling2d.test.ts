import { testLayer } from '@tenonjs/testing';
import { globalAveragePooling2d } from './globalAveragePooling2d.js';

testLayer(globalAveragePooling2d, {
  cases: [
    { title: 'to rows', options: {}, input: [2, 3, 4, 2] },
    { title: 'axes kept', options: { keepdims: true }, input: [2, 3, 4, 2] },
  ],
  refuses: [
    [
      () => globalAveragePooling2d().build([2, 3]),
      'globalAveragePooling2d: input must have rank 4 [batch, height, width, channels], got shape [2, 3].',
    ],
  ],
});
