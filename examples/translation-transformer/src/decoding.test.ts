import { activate } from '@tenonjs/backend-wasm';
import { logSoftmax, memory, mul, slice, type Tensor, tensor2d, tidy } from '@tensorflow/tfjs-core';
import { beforeAll, expect, test } from 'vitest';
import { attentionOf } from './attention.js';
import { vocabularyOf } from './corpus.js';
import { beamSearch, decoder, greedy, translate } from './decoding.js';
import { type Translator, translator } from './translator.js';

beforeAll(() => activate());

const [start, end] = [2, 3];
const small = (vocabularySize: number, seed = 1): Translator => {
  const model = translator({
    vocabularySize,
    units: 8,
    blocks: 2,
    numHeads: 2,
    intermediateDim: 16,
    dropout: 0.1,
    seed,
  });
  // Untrained it would say the same token for ever.
  for (const weight of Object.values(model.weights)) tidy(() => weight.assign(mul(weight, 2.5)));
  return model;
};
const integers = (rows: number[][]): Tensor => tensor2d(rows, [rows.length, rows[0]!.length], 'int32');
const close = (x: Tensor, expected: Tensor): void => {
  const [a, b] = [x.dataSync(), expected.dataSync()];
  expect(a.length).toBe(b.length);
  a.forEach((value, i) => {
    expect(Math.abs(value - b[i]!)).toBeLessThan(1e-4);
  });
};

const sources = [[5, 6, 7, 3], [8, 5, 9, 3]]; // biome-ignore format: short
const target = [[2, 4, 8, 6, 5], [2, 9, 9, 4, 7]]; // biome-ignore format: short

test.each([1, 2, 5])('with remembered keys and values, %i at a time, the logits of all at once', (size) => {
  const model = small(10);
  const alive = memory().numTensors;
  tidy(() => {
    const whole = model.predictOnBatch({ source: integers(sources), target: integers(target) });
    const writing = decoder(model, sources);
    for (let t = 0; t < 5; t += size) {
      const count = Math.min(size, 5 - t);
      const { logits } = writing.next(target.map((row) => row.slice(t, t + count)));
      close(logits, slice(whole, [0, t, 0], [2, count, 10]));
    }
    writing.dispose();
  });
  expect(memory().numTensors).toBe(alive);
  model.dispose();
});

test('rows are chosen with what they remember', () => {
  const model = small(10);
  tidy(() => {
    const rows = [1, 0, 1];
    const chosen = (all: number[][]): Tensor => integers(rows.map((row) => all[row]!));
    const whole = model.predictOnBatch({ source: chosen(sources), target: chosen(target) });
    const writing = decoder(model, sources);
    writing.next(target.map((row) => row.slice(0, 4)));
    writing.select(rows);
    close(writing.next(rows.map((row) => [target[row]![4]!])).logits, slice(whole, [0, 4, 0], [3, 1, 10]));
    writing.dispose();
  });
  model.dispose();
});

test('padding changes nothing', () => {
  const model = small(10);
  tidy(() => {
    const alone = model.predictOnBatch({ source: integers([[5, 6, 3]]), target: integers([[2, 4]]) });
    const padded = model.predictOnBatch({ source: integers([[5, 6, 3, 0, 0]]), target: integers([[2, 4, 0]]) });
    close(slice(padded, [0, 0, 0], [1, 2, 10]), alone);
  });
  model.dispose();
});

test('a beam of one is greedy', async () => {
  const model = small(12, 3);
  const many = Array.from({ length: 20 }, (_, i) => [4 + (i % 8), 4 + ((3 * i) % 7), 4 + ((5 * i) % 8), end]);
  const endless = await greedy(model, many, { start, end: 12, maxLength: 9 });
  expect(new Set(endless.map(String)).size).toBeGreaterThan(3);
  // What stands in the middle of one of them, so that some end early.
  const limits = { start, end: endless[0]![4]!, maxLength: 9 };
  const written = await greedy(model, many, limits);
  expect(written).toEqual(endless.map((row) => row.slice(0, [...row, limits.end].indexOf(limits.end))));
  expect(await beamSearch(model, many, 1, limits)).toEqual(written);
  model.dispose();
});

test('a beam wide enough finds the likeliest of all', async () => {
  const model = small(6, 2);
  const source = [4, 5, 4, end];
  // By trying all: every text of up to three tokens that ends, and every one of three that does not.
  const score = (tokens: number[]): number =>
    tidy(() => {
      const logits = model.predictOnBatch({
        source: integers([source]),
        target: integers([[start, ...tokens.slice(0, -1)]]),
      });
      const likelihoods = (logSoftmax(logits).arraySync() as number[][][])[0]!;
      return tokens.reduce((sum, token, t) => sum + likelihoods[t]![token]!, 0) / tokens.length;
    });
  const others = [0, 1, 2, 4, 5];
  const beginnings = [[], ...others.map((a) => [a]), ...others.flatMap((a) => others.map((b) => [a, b]))];
  const all = [
    ...beginnings.map((text) => ({ text, score: score([...text, end]) })),
    ...others.flatMap((a) =>
      beginnings
        .filter(({ length }) => length === 2)
        .map((rest) => ({ text: [...rest, a], score: score([...rest, a]) })),
    ),
  ];
  const best = all.reduce((best, one) => (one.score > best.score ? one : best));
  expect(await beamSearch(model, [source], 200, { start, end, maxLength: 3 })).toEqual([best.text]);
  model.dispose();
});

test('translations come in the order of their texts and leave nothing; attention is of their tokens', async () => {
  const texts = ['a dog runs', 'a cat', 'a dog', 'a cat runs fast', 'a cat'];
  const tokenizer = vocabularyOf(
    texts.map((source) => ({ source, target: source })),
    40,
  );
  const model = small(tokenizer.vocabulary.length);
  const alive = memory().numTensors;
  for (const beam of [1, 3]) {
    const together = await translate(model, tokenizer, texts, { beam });
    const alone = await Promise.all(
      texts.map(async (text) => (await translate(model, tokenizer, [text], { beam }))[0]),
    );
    expect(together).toEqual(alone);
  }
  const { scores, sourceTokens, targetTokens } = attentionOf(model, tokenizer, 'a dog', 'a cat');
  expect([scores.length, scores[0]!.length, scores[0]![0]!.length]).toEqual([
    2,
    targetTokens.length,
    sourceTokens.length,
  ]);
  expect(targetTokens.at(-1)).toBe('[END]');
  for (const row of scores.flat()) expect(row.reduce((a, b) => a + b)).toBeCloseTo(1, 5);
  expect(memory().numTensors).toBe(alive);
  model.dispose();
});
