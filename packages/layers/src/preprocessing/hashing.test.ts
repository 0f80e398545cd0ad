import { expectClose, testLayer } from '@tenonjs/testing';
import { tensor1d, tensor2d } from '@tensorflow/tfjs-core';
import { test } from 'vitest';
import { hashing } from './hashing.js';

const words = { dtype: 'string' as const, values: (i: number) => `word ${i}` };

testLayer(hashing, {
  cases: [
    { title: 'words', options: { numBins: 5 }, input: [2, 3], ...words },
    {
      title: 'of integers, one-hot',
      options: { numBins: 3, outputMode: 'oneHot' as const },
      input: [4, 1],
      dtype: 'int32',
      values: (i: number) => i,
    },
    {
      title: 'counts, with a key',
      options: { numBins: 3, salt: 7, outputMode: 'count' as const },
      input: [2, 3],
      ...words,
    },
  ],
  refuses: [
    [() => hashing({ numBins: 0 }), 'hashing: numBins must be a positive integer, got 0.'],
    [() => hashing({ numBins: 2, salt: [1, 0.5] }), 'hashing: salt must be an integer, got 0.5.'],
    [
      () => hashing({ numBins: 2, outputMode: 'binary' as never }),
      'hashing: outputMode must be "int" or "oneHot" or "multiHot" or "count", got "binary".',
    ],
  ],
});

const letters = ['A', 'B', 'C', 'D', 'E'];

test.each([
  [{}, letters, [1, 0, 1, 1, 2]],
  [{ maskValue: '' }, ['A', 'B', '', 'C', 'D'], [1, 1, 0, 2, 2]],
  [{ salt: [133, 137] as const }, letters, [1, 2, 1, 0, 2]],
  [{ salt: 133 }, letters, [0, 0, 2, 1, 0]],
])('%o gives the bins of Keras', (options, values, bins) => {
  expectClose(hashing({ numBins: 3, ...options }).call(tensor1d(values)), bins);
});

test('integers are hashed as their digits', () => {
  const numbers = hashing({ numBins: 100 }).call(tensor2d([[12, -7]], [1, 2], 'int32'));
  expectClose(
    numbers,
    hashing({ numBins: 100 })
      .call(tensor2d([['12', '-7']]))
      .dataSync(),
  );
});
