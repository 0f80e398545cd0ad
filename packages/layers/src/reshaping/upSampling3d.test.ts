import { testLayer } from '@tenonjs/testing';
import { upSampling3d } from './upSampling3d.js';

testLayer(upSampling3d, {
  cases: [
    { title: 'twice', options: {}, input: [1, 2, 1, 2, 2] },
    { title: 'once', options: { size: 1 }, input: [1, 2, 1, 2, 2] },
    { title: 'more', options: { size: [1, 3, 2] as const }, input: [1, 2, 1, 2, 2] },
  ],
  refuses: [
    [() => upSampling3d({ size: 0 }), 'upSampling3d: size must be a positive integer, got 0.'],
    [
      () => upSampling3d().build([2, 3]),
      'upSampling3d: input must have rank 5 [batch, depth, height, width, channels], got shape [2, 3].',
    ],
  ],
});
