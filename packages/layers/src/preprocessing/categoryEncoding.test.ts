import { expectClose, testLayer } from '@tenonjs/testing';
import { tensor1d, tensor2d, zeros } from '@tensorflow/tfjs-core';
import { test } from 'vitest';
import { categoryEncoding } from './categoryEncoding.js';

const ints = { dtype: 'int32' as const, values: (i: number) => (i * 3) % 4 };

testLayer(categoryEncoding, {
  cases: [
    { title: 'multi-hot', options: { numTokens: 4 }, input: [2, 3], ...ints },
    { title: 'of single numbers', options: { numTokens: 4 }, input: [3], ...ints },
    { title: 'one-hot', options: { numTokens: 4, outputMode: 'oneHot' as const }, input: [2, 3], ...ints },
    { title: 'one-hot of one each', options: { numTokens: 4, outputMode: 'oneHot' as const }, input: [2, 1], ...ints },
    {
      title: 'weighed counts',
      options: { numTokens: 4, outputMode: 'count' as const },
      input: [
        [2, 3],
        [2, 3],
      ],
      ...ints,
    },
  ],
  refuses: [
    [() => categoryEncoding({ numTokens: 0 }), 'categoryEncoding: numTokens must be a positive integer, got 0.'],
    [
      () => categoryEncoding({ numTokens: 2, outputMode: 'int' as never }),
      'categoryEncoding: outputMode must be "oneHot" or "multiHot" or "count", got "int".',
    ],
    [
      () => categoryEncoding({ numTokens: 2 }).call([zeros([2, 1]), zeros([2, 1])]),
      'categoryEncoding: input must be one tensor, or categories and weights with outputMode "count", got 2 tensors with "multiHot".',
    ],
  ],
});

const x = tensor2d(
  [
    [0, 1, 1],
    [3, 3, 0],
  ],
  [2, 3],
  'int32',
);

test('marks, counts and weighs', () => {
  expectClose(categoryEncoding({ numTokens: 4 }).call(x), [1, 1, 0, 0, 1, 0, 0, 1]);
  const count = categoryEncoding({ numTokens: 4, outputMode: 'count' });
  expectClose(count.call(x), [1, 2, 0, 0, 1, 0, 0, 2]);
  expectClose(
    count.call([
      x,
      tensor2d([
        [0.5, 1, 2],
        [1, 1, 0.1],
      ]),
    ]),
    [0.5, 3, 0, 0, 0.1, 0, 0, 2],
  );
  expectClose(
    categoryEncoding({ numTokens: 3, outputMode: 'oneHot' }).call(tensor1d([2, 0], 'int32')),
    [0, 0, 1, 1, 0, 0],
  );
});

test('what lies outside is left out', () => {
  expectClose(categoryEncoding({ numTokens: 2 }).call(tensor2d([[-1, 5, 1]], [1, 3], 'int32')), [0, 1]);
});
