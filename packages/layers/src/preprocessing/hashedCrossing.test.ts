import { expectClose, testLayer } from '@tenonjs/testing';
import { tensor1d, zeros } from '@tensorflow/tfjs-core';
import { test } from 'vitest';
import { hashedCrossing } from './hashedCrossing.js';

const words = { dtype: 'string' as const, values: (i: number) => `word ${i}` };

testLayer(hashedCrossing, {
  cases: [
    { title: 'words', options: { numBins: 5 }, input: [[3], [3]], ...words },
    {
      title: 'one-hot',
      options: { numBins: 3, outputMode: 'oneHot' as const },
      input: [
        [3, 1],
        [3, 1],
        [3, 1],
      ],
      ...words,
    },
  ],
  refuses: [
    [() => hashedCrossing({ numBins: 0 }), 'hashedCrossing: numBins must be a positive integer, got 0.'],
    [
      () => hashedCrossing({ numBins: 2, outputMode: 'count' as never }),
      'hashedCrossing: outputMode must be "int" or "oneHot", got "count".',
    ],
    [
      () => hashedCrossing({ numBins: 2 }).call([zeros([2])]),
      'hashedCrossing: input must be two or more tensors, got 1.',
    ],
    [
      () => hashedCrossing({ numBins: 2 }).call([zeros([2]), zeros([3])]),
      'hashedCrossing: inputs must all have shape [batch] or [batch, 1], got shapes [2] and [3].',
    ],
  ],
});

test('gives the bins of Keras', () => {
  const features = [tensor1d(['A', 'B', 'A', 'B', 'A']), tensor1d([101, 101, 101, 102, 102], 'int32')];
  expectClose(hashedCrossing({ numBins: 5 }).call(features), [1, 4, 1, 1, 3]);
});
