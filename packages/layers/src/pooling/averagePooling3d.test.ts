import { readFixture, testLayer } from '@tenonjs/testing';
import { averagePooling3d } from './averagePooling3d.js';

testLayer(averagePooling3d, {
  cases: [
    { title: '2×2×2', options: {}, input: [1, 4, 2, 3, 2] },
    {
      title: 'overlapping, same',
      options: { poolSize: [2, 3, 1] as const, strides: [1, 2, 1] as const, padding: 'same' as const },
      input: [1, 3, 3, 2, 1],
    },
  ],
  fixture: readFixture(import.meta.url, '../../fixtures/averagePooling3d.json'),
  refuses: [
    [() => averagePooling3d({ poolSize: 0 }), 'averagePooling3d: poolSize must be a positive integer, got 0.'],
    [
      () => averagePooling3d({ padding: 'causal' as never }),
      'averagePooling3d: padding must be "valid" or "same", got "causal".',
    ],
    [
      () => averagePooling3d().build([null, 4]),
      'averagePooling3d: input must have rank 5 [batch, depth, height, width, channels], got shape [null, 4].',
    ],
    [
      () => averagePooling3d({ poolSize: [2, 5, 2] }).outputShape([null, 4, 4, 4, 1]),
      'averagePooling3d: poolSize [2, 5, 2] does not fit into input of shape [null, 4, 4, 4, 1].',
    ],
  ],
});
