import { expect, test } from 'vitest';
import { wordTokenizer } from './wordTokenizer.js';

test('punctuation', () => {
  const text = "Don't stop, Zoë — go!";
  const split = (punctuation: 'strip' | 'split' | 'keep', lower = true) =>
    wordTokenizer({ punctuation, lower }).tokenize(text);
  expect(split('strip')).toEqual(["don't", 'stop', 'zoë', 'go']);
  expect(split('split')).toEqual(["don't", 'stop', ',', 'zoë', '—', 'go', '!']);
  expect(split('keep', false)).toEqual(["Don't", 'stop,', 'Zoë', '—', 'go!']);
});

test('rare words are unknown', () => {
  const words = wordTokenizer({ minCount: 2, specials: ['[UNK]'] }).fit(['a b a', 'c']);
  expect(words.vocabulary).toEqual(['[UNK]', 'a']);
  expect([...words.encode('a b')]).toEqual([1, 0]);
  expect(() => wordTokenizer({ minCount: 0 })).toThrow(
    new RangeError('wordTokenizer: minCount must be a positive integer, got 0.'),
  );
});
