import { expectClose, testLayer } from '@tenonjs/testing';
import { tensor3d } from '@tensorflow/tfjs-core';
import { test } from 'vitest';
import { maxPooling1d } from './maxPooling1d.js';

testLayer(maxPooling1d, {
  cases: [
    { title: 'pairs', options: {}, input: [2, 6, 2], values: (i) => ((i * 37) % 101) * 0.2 - 25 },
    {
      title: 'overlapping, same',
      options: { poolSize: 3, strides: 2, padding: 'same' },
      input: [1, 6, 2],
      values: (i) => ((i * 37) % 101) * 0.2 - 25,
    },
  ],
  refuses: [
    [() => maxPooling1d({ poolSize: 0 }), 'maxPooling1d: poolSize must be a positive integer, got 0.'],
    [() => maxPooling1d({ strides: 1.5 }), 'maxPooling1d: strides must be a positive integer, got 1.5.'],
    [
      () => maxPooling1d({ padding: 'causal' as never }),
      'maxPooling1d: padding must be "valid" or "same", got "causal".',
    ],
    [
      () => maxPooling1d().build([null, 4]),
      'maxPooling1d: input must have rank 3 [batch, time, channels], got shape [null, 4].',
    ],
    [
      () => maxPooling1d({ poolSize: 5 }).outputShape([null, 4, 1]),
      'maxPooling1d: poolSize 5 does not fit into input of shape [null, 4, 1].',
    ],
  ],
});

test('padding has no part in it', () => {
  const y = maxPooling1d({ poolSize: 2, strides: 1, padding: 'same' }).call(tensor3d([[[-1], [-2], [-1], [-2]]]));
  expectClose(y, [-1, -1, -1, -2]);
});
