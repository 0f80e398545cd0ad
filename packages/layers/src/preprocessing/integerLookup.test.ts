import { expectClose, testLayer } from '@tenonjs/testing';
import { tensor1d, tensor2d } from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { integerLookup } from './integerLookup.js';

const ints = { dtype: 'int32' as const, values: (i: number) => i * 10 };
const vocabulary = [10, 30, 20];

testLayer(integerLookup, {
  cases: [
    { title: 'numbers', options: { vocabulary }, input: [2, 3], ...ints },
    { title: 'masked, more unknown', options: { vocabulary, maskToken: 0, numOovIndices: 2 }, input: [2, 3], ...ints },
    { title: 'multi-hot', options: { vocabulary, outputMode: 'multiHot' as const }, input: [2, 3], ...ints },
    { title: 'back', options: { vocabulary, invert: true }, input: [2, 2], dtype: 'int32', values: (i: number) => i },
  ],
  refuses: [
    [() => integerLookup({ vocabulary }).call(tensor1d(['a'])), 'integerLookup: input must hold numbers, got strings.'],
    [
      () => integerLookup({ vocabulary: [5, -1] }),
      'integerLookup: vocabulary must hold the special tokens [-1] first or not at all, got -1 in it.',
    ],
  ],
});

test('adapted, the most frequent come first, of equals the larger', () => {
  const layer = integerLookup();
  layer.adapt(
    tensor2d(
      [
        [12, 1138, 42],
        [42, 1000, 36],
      ],
      [2, 3],
      'int32',
    ),
  );
  expect(layer.getVocabulary()).toEqual([-1, 42, 1138, 1000, 36, 12]);
  expectClose(layer.call(tensor1d([12, 5], 'int32')), [5, 0]);
});

test('the unknown share their numbers by what is left of a division', () => {
  expectClose(integerLookup({ vocabulary, numOovIndices: 3 }).call(tensor1d([7, 8, -1, 10], 'int32')), [1, 2, 2, 3]);
});
