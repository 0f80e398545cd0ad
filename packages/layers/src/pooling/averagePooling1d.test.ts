import { expectClose, testLayer } from '@tenonjs/testing';
import { tensor3d } from '@tensorflow/tfjs-core';
import { test } from 'vitest';
import { averagePooling1d } from './averagePooling1d.js';

testLayer(averagePooling1d, {
  cases: [
    { title: 'pairs', options: {}, input: [2, 6, 2] },
    { title: 'overlapping, same', options: { poolSize: 3, strides: 2, padding: 'same' }, input: [1, 6, 2] },
  ],
  refuses: [
    [() => averagePooling1d({ poolSize: 0 }), 'averagePooling1d: poolSize must be a positive integer, got 0.'],
    [() => averagePooling1d({ strides: 1.5 }), 'averagePooling1d: strides must be a positive integer, got 1.5.'],
    [
      () => averagePooling1d({ padding: 'causal' as never }),
      'averagePooling1d: padding must be "valid" or "same", got "causal".',
    ],
    [
      () => averagePooling1d().build([null, 4]),
      'averagePooling1d: input must have rank 3 [batch, time, channels], got shape [null, 4].',
    ],
    [
      () => averagePooling1d({ poolSize: 5 }).outputShape([null, 4, 1]),
      'averagePooling1d: poolSize 5 does not fit into input of shape [null, 4, 1].',
    ],
  ],
});

test('padding has no part in it', () => {
  const y = averagePooling1d({ poolSize: 2, strides: 1, padding: 'same' }).call(tensor3d([[[-1], [-2], [-1], [-2]]]));
  expectClose(y, [-1.5, -1.5, -1.5, -2]);
});
