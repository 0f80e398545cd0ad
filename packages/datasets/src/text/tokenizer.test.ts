import { expect, test } from 'vitest';
import { bytePairTokenizer } from './bytePairTokenizer.js';
import { characterTokenizer } from './characterTokenizer.js';
import type { TokenizerOptions } from './tokenizer.js';
import { wordTokenizer } from './wordTokenizer.js';

const texts = ['the cat sat on the mat', 'the dog sat'];
const factories = { wordTokenizer, characterTokenizer, bytePairTokenizer };

test.each(Object.entries(factories))('%s: numbers and back, specials, config', (type, factory) => {
  const tokens = factory().fit(texts);
  expect(tokens.type).toBe(type);
  expect(tokens.vocabulary.slice(0, 4)).toEqual(['[PAD]', '[UNK]', '[START]', '[END]']);
  for (const text of texts) {
    const ids = tokens.encode(text, { start: true, end: true });
    expect([ids[0], ids.at(-1)]).toEqual([2, 3]);
    expect([...ids.subarray(1, -1)].every((id) => id > 3)).toBe(true);
    expect(tokens.decode(ids)).toBe(text);
    expect(tokens.tokenize(text)).toEqual([...ids.subarray(1, -1)].map((id) => tokens.vocabulary[id]));
  }
  expect(tokens.id('[END]')).toBe(3);
  expect(tokens.id('nowhere')).toBe(undefined);
  const again = factory(JSON.parse(JSON.stringify(tokens.config)));
  expect(again.encode(texts[0]!)).toEqual(tokens.encode(texts[0]!));
  expect(again.vocabulary).toEqual(tokens.vocabulary);
});

test.each(Object.entries(factories))('%s learns from the training texts alone', (_, factory) => {
  const tokens = factory().fit(texts);
  const before = JSON.stringify(tokens.config);
  tokens.encode('ein Zebra');
  expect(JSON.stringify(tokens.config)).toBe(before);
  expect(tokens.encode('ß')).toContain(1);
  expect(tokens.fit(['zebra']).vocabulary.some((token) => token.includes('m'))).toBe(false);
});

test.each(Object.entries(factories))('%s keeps to its size, the most frequent first', (_, factory) => {
  const tokens = factory({ vocabularySize: 6 }).fit(texts);
  expect(tokens.vocabulary).toHaveLength(6);
  expect(() => factory({ vocabularySize: 0 })).toThrow(RangeError);
});

test.each(Object.entries(factories))('%s refuses', (type, factory: (options?: TokenizerOptions) => any) => {
  expect(() => factory().encode('a')).toThrow(
    new Error(`${type}: fit(texts) must come before it is used, got no fit.`),
  );
  expect(() => factory().fit(['', ''])).toThrow(
    new RangeError(`${type}: fit needs texts with something in them, got none.`),
  );
  const bare = factory({ specials: [] }).fit(texts);
  expect(() => bare.encode('z')).toThrow(
    new RangeError(
      `${type}: text must hold known tokens where there is no [UNK] among the specials, got "${type === 'bytePairTokenizer' ? 'z' : 'z'}".`,
    ),
  );
  expect(() => bare.encode('the', { start: true })).toThrow(
    new RangeError(`${type}: specials must hold [START], got none.`),
  );
  expect(() => bare.decode([1e6])).toThrow(
    new RangeError(`${type}: ids must be in [0, ${bare.vocabulary.length}), got 1000000.`),
  );
});
