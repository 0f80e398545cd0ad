import { expectClose, readFixture, testLayer } from '@tenonjs/testing';
import { tensor, tidy } from '@tensorflow/tfjs-core';
import { test } from 'vitest';
import { unitNormalization } from './unitNormalization.js';

testLayer(unitNormalization, {
  cases: [
    { title: 'features', options: {}, input: [3, 4] },
    { title: 'two axes', options: { axis: [1, 2] }, input: [2, 3, 2] },
  ],
  fixture: readFixture(import.meta.url, '../../fixtures/unitNormalization.json'),
  refuses: [
    [() => unitNormalization({ axis: 1.5 }), 'unitNormalization: axis must be an integer, got 1.5.'],
    [
      () => unitNormalization({ axis: 0 }).build([2, 3]),
      'unitNormalization: axis must be one of 1 to 1 for rank 2, got 0.',
    ],
  ],
});

test('lengths become 1, and zeros stay zeros', () =>
  tidy(() =>
    expectClose(
      unitNormalization().call(
        tensor([
          [-3, 4],
          [0, 0],
        ]),
      ),
      [-0.6, 0.8, 0, 0],
    ),
  ));
