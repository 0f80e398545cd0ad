import { testLayer } from '@tenonjs/testing';
import { globalAveragePooling3d } from './globalAveragePooling3d.js';

testLayer(globalAveragePooling3d, {
  cases: [
    { title: 'to rows', options: {}, input: [2, 2, 2, 3, 2] },
    { title: 'axes kept', options: { keepdims: true }, input: [2, 2, 2, 3, 2] },
  ],
  refuses: [
    [
      () => globalAveragePooling3d().build([2, 3]),
      'globalAveragePooling3d: input must have rank 5 [batch, depth, height, width, channels], got shape [2, 3].',
    ],
  ],
});
