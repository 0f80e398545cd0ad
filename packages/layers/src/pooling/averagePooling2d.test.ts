import { readFixture, testLayer } from '@tenonjs/testing';
import { averagePooling2d } from './averagePooling2d.js';

testLayer(averagePooling2d, {
  cases: [
    { title: '2×2', options: {}, input: [2, 4, 6, 2] },
    { title: '3×2, overlapping', options: { poolSize: [3, 2], strides: 1 }, input: [1, 4, 4, 2] },
    { title: 'same', options: { poolSize: 3, strides: 2, padding: 'same' }, input: [1, 5, 4, 2] },
  ],
  fixture: readFixture(import.meta.url, '../../fixtures/averagePooling2d.json'),
  refuses: [
    [() => averagePooling2d({ poolSize: -2 }), 'averagePooling2d: poolSize must be a positive integer, got -2.'],
    [
      () => averagePooling2d().build([null, 4]),
      'averagePooling2d: input must have rank 4 [batch, height, width, channels], got shape [null, 4].',
    ],
    [
      () => averagePooling2d({ poolSize: [2, 5] }).outputShape([null, 4, 4, 1]),
      'averagePooling2d: poolSize [2, 5] does not fit into input of shape [null, 4, 4, 1].',
    ],
  ],
});
