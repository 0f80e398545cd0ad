import { testLayer } from '@tenonjs/testing';
import { upSampling1d } from './upSampling1d.js';

testLayer(upSampling1d, {
  cases: [
    { title: 'twice', options: {}, input: [2, 3, 2] },
    { title: 'once', options: { size: 1 }, input: [2, 3, 2] },
    { title: 'more', options: { size: 3 }, input: [2, 3, 2] },
  ],
  refuses: [
    [() => upSampling1d({ size: 0 }), 'upSampling1d: size must be a positive integer, got 0.'],
    [
      () => upSampling1d().build([2, 3]),
      'upSampling1d: input must have rank 3 [batch, time, channels], got shape [2, 3].',
    ],
  ],
});
