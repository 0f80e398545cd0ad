import { expectClose, expectNoLeak } from '@tenonjs/testing';
import { tidy } from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { type Bleu, bleu } from './bleu.js';

const words = (text: string): string[] => text.split(' ');
const read = (metric: Bleu): number => tidy(() => metric.result().dataSync()[0]!);

const references = [
  [words('the cat is on the mat'), words('there is a cat on the mat')],
  [words('it is raining again today in the north')],
];
const candidates = [words('the cat is on a mat'), words('it is raining in the north')];

test('bleu counts n-grams as often as a reference has them', () => {
  // The paper's example: of seven times "the", two are in the reference.
  const metric = bleu({ maxOrder: 1 });
  metric.update([[words('the cat is on the mat')]], [words('the the the the the the the')]);
  expectClose(read(metric), 2 / 7);
});

test('bleu of a corpus by hand', () => {
  // 6 + 6 words of 12, 3 + 4 pairs of 10, 2 + 2 triples of 8, 1 + 0 fours of 6; 12 words against 6 + 8.
  const metric = bleu();
  metric.update(references, candidates);
  expectClose(read(metric), Math.exp(1 - 14 / 12) * ((12 / 12) * (7 / 10) * (4 / 8) * (1 / 6)) ** 0.25);
});

test("bleu as sacreBLEU's own example has it", () => {
  // Cut into words as its tokenizer 13a does: BLEU = 48.53 82.4/50.0/45.5/37.5 (BP = 0.943 hyp_len = 17 ref_len = 18).
  const metric = bleu();
  metric.update(
    [
      ['The dog bit the man .', 'The dog had bit the man .'],
      ['It was not unexpected .', 'No one was surprised .'],
      ['The man bit him first .', 'The man had bitten the dog .'],
    ].map((all) => all.map(words)),
    ['The dog bit the man .', "It wasn't surprising .", 'The man had just bitten him .'].map(words),
  );
  expectClose(read(metric), 0.48530827);
});

test('bleu of batches is that of the corpus', () => {
  const [whole, parts] = [bleu({ smooth: true }), bleu({ smooth: true })];
  whole.update(references, candidates);
  parts.update(references.slice(0, 1), candidates.slice(0, 1));
  parts.update(references.slice(1), candidates.slice(1));
  expect(read(parts)).toBe(read(whole));
});

test('bleu takes token numbers; a perfect text scores 1, one without a common 4-gram 0 unless smooth', () => {
  const metric = bleu();
  metric.update([[[1, 2, 3, 4, 5]]], [[1, 2, 3, 4, 5]]);
  expectClose(read(metric), 1);
  metric.reset();
  expect(read(metric)).toBe(0);
  metric.update([[[1, 2, 3]]], [[1, 2, 3]]);
  expect(read(metric)).toBe(0);
  const smooth = bleu({ smooth: true });
  smooth.update([[[1, 2, 3]]], [[1, 2, 3]]);
  expectClose(read(smooth), 1);
});

test('bleu refuses what cannot be', () => {
  expect(() => bleu({ maxOrder: 0 })).toThrow(new RangeError('bleu: maxOrder must be a positive integer, got 0.'));
  expect(() => bleu().update([], [[1]])).toThrow(
    new RangeError('bleu: there must be references for each candidate, got 0 for 1.'),
  );
  expect(() => bleu().update([[]], [[1]])).toThrow(
    new RangeError('bleu: candidate 0 must have a reference, got none.'),
  );
});

test('bleu has a name and leaves nothing', async () => {
  expect([bleu().name, bleu({ name: 'translation' }).name]).toEqual(['bleu', 'translation']);
  await expectNoLeak(() => {
    const metric = bleu();
    metric.update(references, candidates);
    metric.result().dispose();
    metric.dispose();
  });
});
