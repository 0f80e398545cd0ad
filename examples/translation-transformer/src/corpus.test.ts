import { expect, test } from 'vitest';
import { batches, batchOf, encoded, shuffledBatches, vocabularyOf } from './corpus.js';

const pairs = [
  { source: 'a dog', target: 'un chien' },
  { source: 'a cat runs', target: 'un chat court' },
  { source: 'a dog runs', target: 'un chien court' },
];

test('the vocabulary sees training pairs alone', () => {
  const training = vocabularyOf(pairs.slice(0, 2), 60);
  const same = vocabularyOf(pairs.slice(0, 2), 60);
  expect(same.config).toEqual(training.config);
  expect(vocabularyOf(pairs, 60).config).not.toEqual(training.config);
  expect(training.decode(training.encode('a zèbre'))).toContain('[UNK]');
});

test('the decoder sees the target up to the token it is asked for', () => {
  const tokenizer = vocabularyOf(pairs, 60);
  const tokens = encoded(pairs, tokenizer);
  const { x, y } = batchOf(tokens);
  const width = y.shape[1]!;
  tokens.forEach(({ source, target }, row) => {
    const [given, asked] = [x.target, y].map(({ data }) => data.subarray(row * width, (row + 1) * width));
    expect([given![0], source.at(-1)]).toEqual([tokenizer.id('[START]'), tokenizer.id('[END]')]);
    expect([...given!.subarray(1, target.length - 1)]).toEqual([...asked!.subarray(0, target.length - 2)]);
    expect(asked![target.length - 2]).toBe(tokenizer.id('[END]'));
    expect([...asked!.subarray(target.length - 1)]).toEqual(new Array(width - target.length + 1).fill(0));
  });
});

test('batches hold every pair once an epoch, those of like length together, in an order of their own', () => {
  const tokens = Array.from({ length: 230 }, (_, i) => ({
    source: new Int32Array(2 + ((7 * i) % 13)).fill(i + 1),
    target: new Int32Array(3 + ((7 * i) % 13)).fill(i + 1),
  }));
  const stream = shuffledBatches(tokens, 8, 1);
  const epoch = () => Array.from({ length: 29 }, () => stream.next().value!);
  const rowsOf = (all: ReturnType<typeof epoch>) =>
    all.flatMap(({ y }) => Array.from({ length: y.shape[0]! }, (_, row) => y.data[row * y.shape[1]!]!));
  const [first, second] = [epoch(), epoch()];
  const sorted = Array.from({ length: 230 }, (_, i) => i + 1);
  for (const all of [first, second]) expect(rowsOf(all).sort((a, b) => a - b)).toEqual(sorted);
  expect(rowsOf(first)).not.toEqual(rowsOf(second));
  const again = shuffledBatches(tokens, 8, 1);
  expect(rowsOf(Array.from({ length: 29 }, () => again.next().value!))).toEqual(rowsOf(first));
  const padding = first.flatMap(({ x }) => [...x.source.data]).filter((token) => token === 0).length;
  expect(padding).toBeLessThan(60);
  expect(rowsOf(batches(tokens, 8)).length).toBe(230);
});
