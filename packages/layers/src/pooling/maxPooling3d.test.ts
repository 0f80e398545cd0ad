import { readFixture, testLayer } from '@tenonjs/testing';
import { maxPooling3d } from './maxPooling3d.js';

/** Far enough apart that a finite difference changes no winner. */
const apart = (i: number): number => ((i * 37) % 101) * 0.2 - 10;

testLayer(maxPooling3d, {
  cases: [
    { title: '2×2×2', options: {}, input: [1, 4, 2, 3, 2], values: apart },
    {
      title: 'overlapping, same',
      options: { poolSize: [2, 3, 1] as const, strides: [1, 2, 1] as const, padding: 'same' as const },
      input: [1, 3, 3, 2, 1],
      values: apart,
    },
  ],
  fixture: readFixture(import.meta.url, '../../fixtures/maxPooling3d.json'),
  refuses: [
    [() => maxPooling3d({ poolSize: 0 }), 'maxPooling3d: poolSize must be a positive integer, got 0.'],
    [
      () => maxPooling3d({ padding: 'causal' as never }),
      'maxPooling3d: padding must be "valid" or "same", got "causal".',
    ],
    [
      () => maxPooling3d().build([null, 4]),
      'maxPooling3d: input must have rank 5 [batch, depth, height, width, channels], got shape [null, 4].',
    ],
    [
      () => maxPooling3d({ poolSize: [2, 5, 2] }).outputShape([null, 4, 4, 4, 1]),
      'maxPooling3d: poolSize [2, 5, 2] does not fit into input of shape [null, 4, 4, 4, 1].',
    ],
  ],
});
