import { readFixture, testLayer } from '@tenonjs/testing';
import { layerNormalization } from './layerNormalization.js';

testLayer(layerNormalization, {
  cases: [
    { title: 'features', options: {}, input: [3, 4], weights: { gamma: [4], beta: [4] } },
    {
      title: 'two axes, without offset',
      options: { axis: [1, 2], center: false },
      input: [2, 3, 2],
      weights: { gamma: [3, 2] },
    },
    { title: 'neither scale nor offset', options: { scale: false, center: false }, input: [2, 3] },
  ],
  fixture: readFixture(import.meta.url, '../../fixtures/layerNormalization.json'),
  refuses: [
    [() => layerNormalization({ axis: 0.5 }), 'layerNormalization: axis must be an integer, got 0.5.'],
    [() => layerNormalization({ epsilon: 0 }), 'layerNormalization: epsilon must be a positive number, got 0.'],
    [
      () => layerNormalization({ axis: 0 }).build([2, 3]),
      'layerNormalization: axis must be one of 1 to 1 for rank 2, got 0.',
    ],
    [
      () => layerNormalization().build([null, null]),
      'layerNormalization: features must be known to build, got shape [null, null].',
    ],
    [
      () => layerNormalization().build([3]),
      'layerNormalization: input must have rank 2 or more [batch, …, features], got shape [3].',
    ],
  ],
});
