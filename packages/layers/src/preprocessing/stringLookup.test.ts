import { expectClose, testLayer } from '@tenonjs/testing';
import { tensor1d, tensor2d } from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { stringLookup } from './stringLookup.js';

const words = { dtype: 'string' as const, values: (i: number) => 'abcz'[i % 4]! };
const vocabulary = ['a', 'b', 'c'];

testLayer(stringLookup, {
  cases: [
    { title: 'numbers', options: { vocabulary }, input: [2, 3], ...words },
    {
      title: 'masked, more unknown',
      options: { vocabulary, maskToken: '', numOovIndices: 3 },
      input: [2, 3],
      ...words,
    },
    { title: 'one-hot', options: { vocabulary, outputMode: 'oneHot' as const }, input: [4, 1], ...words },
    {
      title: 'weighed',
      options: { vocabulary, outputMode: 'tfIdf' as const, idfWeights: [1, 2, 3], maxTokens: 6, padToMaxTokens: true },
      input: [2, 3],
      ...words,
    },
  ],
  refuses: [
    [
      () => stringLookup().call(tensor1d(['a'])),
      'stringLookup: the vocabulary must be known, call adapt(data) or setVocabulary(tokens) first.',
    ],
    [() => stringLookup({ vocabulary }).call(tensor1d([1])), 'stringLookup: input must hold strings, got numbers.'],
    [
      () => stringLookup({ vocabulary: ['a', 'a'] }),
      'stringLookup: vocabulary must hold each token once, got "a" twice.',
    ],
    [
      () => stringLookup({ vocabulary: ['a', '[UNK]'] }),
      'stringLookup: vocabulary must hold the special tokens ["[UNK]"] first or not at all, got "[UNK]" in it.',
    ],
    [
      () => stringLookup({ vocabulary, maxTokens: 3 }),
      'stringLookup: vocabulary must hold at most 2 tokens besides the special ones, got 3.',
    ],
    [() => stringLookup({ maxTokens: 1 }), 'stringLookup: maxTokens must be larger than the 1 special tokens, got 1.'],
    [() => stringLookup({ numOovIndices: -1 }), 'stringLookup: numOovIndices must be an integer from 0, got -1.'],
    [
      () => stringLookup({ vocabulary, numOovIndices: 0 }).call(tensor1d(['z'])),
      'stringLookup: input must be of the vocabulary, as numOovIndices is 0, got "z".',
    ],
    [
      () => stringLookup({ outputMode: 'binary' as never }),
      'stringLookup: outputMode must be "int" or "oneHot" or "multiHot" or "count" or "tfIdf", got "binary".',
    ],
    [
      () => stringLookup({ padToMaxTokens: true }),
      'stringLookup: maxTokens must be given where padToMaxTokens is true, got undefined.',
    ],
    [
      () => stringLookup({ vocabulary, outputMode: 'tfIdf' }),
      'stringLookup: idfWeights must be given with a vocabulary where outputMode is "tfIdf".',
    ],
    [
      () => stringLookup({ vocabulary, outputMode: 'tfIdf', idfWeights: [1] }),
      'stringLookup: idfWeights must be one for each of 3 tokens, got 1.',
    ],
    [
      () => stringLookup({ invert: true, outputMode: 'count' }),
      'stringLookup: with invert: outputMode must be "int", got "count".',
    ],
  ],
});

const data = [
  ['a', 'c', 'd'],
  ['d', 'z', 'b'],
];

test('adapted, the most frequent come first, of equals the later in the alphabet', () => {
  const layer = stringLookup();
  layer.adapt(data);
  expect(layer.getVocabulary()).toEqual(['[UNK]', 'd', 'z', 'c', 'b', 'a']);
  expect(layer.vocabularySize).toBe(6);
  expectClose(layer.call(tensor2d([['a', 'q', 'd']])), [5, 0, 1]);
  layer.adapt([['x']]);
  expect(layer.getVocabulary(false)).toEqual(['x']);
});

test('its config holds the vocabulary it has found', () => {
  const layer = stringLookup({ maxTokens: 3, maskToken: '' });
  layer.adapt(tensor2d(data));
  const again = stringLookup(layer.config as never);
  expect(again.getVocabulary()).toEqual(['', '[UNK]', 'd']);
});

test('the mask has no column in encodings', () => {
  const layer = stringLookup({ vocabulary, maskToken: '', outputMode: 'count' });
  expectClose(layer.call(tensor2d([['a', '', 'a', 'z']])), [1, 2, 0, 0]);
});

test('weighs by log(1 + documents / (1 + documents with it)), the unknown by the mean', () => {
  const layer = stringLookup({ outputMode: 'tfIdf' });
  layer.adapt([
    ['a', 'a'],
    ['a', 'b'],
    ['c', 'c'],
  ]);
  const [a, b, c] = [2, 1, 1].map((count) => Math.log(1 + 3 / (1 + count))) as [number, number, number];
  expect(layer.getVocabulary(false)).toEqual(['a', 'c', 'b']);
  expectClose(layer.call(tensor2d([['a', 'a', 'b', 'z']])), [(a + b + c) / 3, 2 * a, 0, b]);
});

test('turns numbers back', () => {
  const layer = stringLookup({ vocabulary, invert: true, maskToken: '' });
  const y = layer.call(
    tensor2d(
      [
        [0, 1, 2],
        [4, 9, 3],
      ],
      [2, 3],
      'int32',
    ),
  );
  expect(y.arraySync()).toEqual([
    ['', '[UNK]', 'a'],
    ['c', '[UNK]', 'b'],
  ]);
});

test('a vocabulary may be set with its special tokens or without', () => {
  const layer = stringLookup();
  layer.setVocabulary(['[UNK]', 'x']);
  expect(layer.getVocabulary()).toEqual(['[UNK]', 'x']);
  layer.setVocabulary(['y']);
  expect(layer.getVocabulary()).toEqual(['[UNK]', 'y']);
});
