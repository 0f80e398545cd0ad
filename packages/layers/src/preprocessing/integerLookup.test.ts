import { expectClose, testLayer } from '@tenonjs/testing';
import { add, scalar, tensor, tensor1d, tensor2d } from '@tensorflow/tfjs-core';
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

test('integers that the device computed are looked up, or refused with the remedy where it cannot be read at once', async () => {
  const layer = integerLookup({ vocabulary });
  // So many that tfjs leaves them to the device.
  const given = Array.from({ length: 3000 }, (_, i) => [10, 20, 25, 30][i % 4]!);
  const numbers = given.map((_, i) => [1, 3, 0, 2][i % 4]!);
  const x = add(tensor1d(given, 'int32'), scalar(0, 'int32'));
  if (process.env.TENON_BACKEND === 'webgpu') {
    expect(() => layer.call(x)).toThrow(
      'integerLookup: input that a GPU has computed must be read first, tensor(await x.data(), x.shape, x.dtype).',
    );
  } else expectClose(layer.call(x), numbers);
  expectClose(layer.call(tensor(await x.data(), x.shape, x.dtype)), numbers);
});
