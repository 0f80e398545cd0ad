import { expectClose, testLayer } from '@tenonjs/testing';
import { tensor1d, tensor2d } from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { textVectorization } from './textVectorization.js';

const texts = { dtype: 'string' as const, values: (i: number) => ['The cat sat.', 'a dog!', 'THE, the'][i % 3]! };
const vocabulary = ['the', 'cat', 'dog'];

testLayer(textVectorization, {
  cases: [
    { title: 'numbers', options: { vocabulary, outputSequenceLength: 4 }, input: [3], ...texts },
    { title: 'counts', options: { vocabulary, outputMode: 'count' as const }, input: [3, 1], ...texts },
    {
      title: 'marks, padded',
      options: { vocabulary, outputMode: 'multiHot' as const, maxTokens: 9, padToMaxTokens: true },
      input: [3],
      ...texts,
    },
  ],
  refuses: [
    [
      () => textVectorization().call(tensor1d(['a'])),
      'textVectorization: the vocabulary must be known, call adapt(texts) or setVocabulary(tokens) first.',
    ],
    [
      () => textVectorization({ vocabulary }).call(tensor1d([1])),
      'textVectorization: input must be of dtype string, got float32.',
    ],
    [
      () => textVectorization({ vocabulary }).call(tensor2d([['a', 'b']])),
      'textVectorization: input must have shape [batch] or [batch, 1], got [1, 2].',
    ],
    [
      () => textVectorization({ standardize: 'upper' as never }),
      'textVectorization: standardize must be "lowerAndStripPunctuation" or "lower" or "stripPunctuation", got "upper".',
    ],
    [
      () => textVectorization({ split: 'word' as never }),
      'textVectorization: split must be "whitespace" or "character", got "word".',
    ],
    [() => textVectorization({ ngrams: [0] }), 'textVectorization: ngrams must be a positive integer, got 0.'],
    [
      () => textVectorization({ outputMode: 'count', outputSequenceLength: 3 }),
      'textVectorization: outputSequenceLength goes with outputMode "int" alone, got "count".',
    ],
    [
      () => textVectorization({ maxTokens: 2 }),
      'textVectorization: maxTokens must be larger than the 2 special tokens, got 2.',
    ],
  ],
});

test('adapts to texts, and pads to the longest of a batch', () => {
  const layer = textVectorization();
  layer.adapt(tensor1d(['foo bar', 'bar baz', 'baz bada boom']));
  expect(layer.getVocabulary()).toEqual(['', '[UNK]', 'baz', 'bar', 'foo', 'boom', 'bada']);
  expect(layer.call(tensor2d([['foo qux bar'], ['qux baz']])).arraySync()).toEqual([
    [4, 1, 3],
    [1, 2, 0],
  ]);
  expect(layer.outputShape([null])).toEqual([null, null]);
});

test('takes runs of tokens, letters, and functions', () => {
  const pairs = textVectorization({ ngrams: 2 });
  pairs.adapt(['a b c']);
  expect(pairs.getVocabulary(false)).toEqual(['c', 'b c', 'b', 'a b', 'a']);
  const triples = textVectorization({ ngrams: [3] });
  triples.adapt(['a b c d']);
  expect(triples.getVocabulary(false)).toEqual(['b c d', 'a b c']);
  const letters = textVectorization({ split: 'character', standardize: null });
  letters.adapt(['Aa a']);
  expect(letters.getVocabulary(false)).toEqual(['a', 'A', ' ']);
  const own = textVectorization({ standardize: (text) => text.replaceAll('_', ' '), split: (text) => text.split('-') });
  own.adapt(['a_b-c']);
  expect(own.getVocabulary(false)).toEqual(['c', 'a b']);
  const whole = textVectorization({ split: null, standardize: 'lower' });
  whole.adapt(['New York, NY']);
  expect(whole.getVocabulary(false)).toEqual(['new york, ny']);
});

test('strips the punctuation of Keras alone', () => {
  const layer = textVectorization({ standardize: 'stripPunctuation' });
  layer.adapt(["It's [50%] – «ça»!"]);
  expect(layer.getVocabulary(false).sort()).toEqual(['50', 'Its', '«ça»', '–']);
});

test('weighs by how rare a token is; padding does not count', () => {
  const layer = textVectorization({ outputMode: 'tfIdf' });
  layer.adapt(['a b', 'a', 'a a']);
  const [a, b] = [Math.log(1 + 3 / 4), Math.log(1 + 3 / 2)] as const;
  expect(layer.getVocabulary()).toEqual(['[UNK]', 'a', 'b']);
  expectClose(layer.call(tensor1d(['a z', 'b'])), [(a + b) / 2, a, 0, 0, 0, b]);
});
