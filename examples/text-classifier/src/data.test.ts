import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { bagsOf, readSentences, type Sentence, samplesOf, tokenizerOf, trainingBatches, unknown } from './data.js';

const folder = mkdtempSync(path.join(tmpdir(), 'tenon sst '));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const training: Sentence[] = [
  { text: 'a fine film , fine actors', label: 1 },
  { text: "it is n't a film", label: 0 },
];

test('the vocabulary sees training sentences only', () => {
  const tokenizer = tokenizerOf(training, 1);
  expect([...tokenizer.vocabulary].sort()).toEqual(
    ['[PAD]', '[UNK]', 'a', 'fine', 'film', ',', 'actors', 'it', 'is', "n't"].sort(),
  );
  const [sample] = samplesOf([{ text: 'a dull film', label: 0 }], tokenizer);
  expect([...sample!.x]).toEqual([tokenizer.id('a'), unknown, tokenizer.id('film')]);
  expect(tokenizer.vocabulary).not.toContain('dull');
  expect([...tokenizerOf(training, 2).vocabulary].sort()).toEqual(['[PAD]', '[UNK]', 'a', 'fine', 'film'].sort());
});

test('a share of the words is taken for unknown, in training alone, and padding stays padding', async () => {
  const samples = samplesOf(Array.from({ length: 40 }, () => training).flat(), tokenizerOf(training, 1));
  const words = samples.reduce((sum, { x }) => sum + x.length, 0);
  const epoch = async (batches: ReturnType<typeof trainingBatches>): Promise<number[]> =>
    (await batches.toArray()).flatMap(({ x }) => [...x.data]);
  const batches = trainingBatches(samples, 8, 0.25, 1);
  const [first, second] = [await epoch(batches), await epoch(batches)];
  const share = first.filter((word) => word === unknown).length / words;
  expect(share).toBeGreaterThan(0.18);
  expect(share).toBeLessThan(0.32);
  expect(first).not.toEqual(second);
  expect(await epoch(trainingBatches(samples, 8, 0.25, 1))).toEqual(first);
  expect(await epoch(trainingBatches(samples, 8, 0, 1))).not.toContain(unknown);
  expect(first.filter((word) => word !== 0)).toHaveLength(words);
});

test('a bag holds each word once', async () => {
  const tokenizer = tokenizerOf(training, 1);
  const [bag] = await bagsOf(samplesOf(training, tokenizer), tokenizer.vocabulary.length).toArray();
  const { x, y } = bag!;
  expect(tokenizer.vocabulary.filter((_, i) => x[i] === 1).sort()).toEqual([',', 'a', 'actors', 'film', 'fine']);
  expect(x.reduce((sum, value) => sum + value, 0)).toBe(5);
  expect(y).toEqual([1]);
});

test('reads sentences, and names what is wrong with a file', async () => {
  const write = (text: string): void => writeFileSync(path.join(folder, 'train.tsv'), text);
  write('good\t1\n\nbad , very\t0\n');
  expect(await readSentences(folder, 'train')).toEqual([
    { text: 'good', label: 1 },
    { text: 'bad , very', label: 0 },
  ]);
  const file = path.join(folder, 'train.tsv');
  for (const line of ['so so\t2', 'no label', '\t1', 'a\t1\t1']) {
    write(`good\t1\n${line}\n`);
    await expect(readSentences(folder, 'train')).rejects.toThrow(
      new RangeError(`${file}: line 2 must be a sentence, a tab, and 0 or 1, got ${JSON.stringify(line)}`),
    );
  }
  write('\n');
  await expect(readSentences(folder, 'train')).rejects.toThrow(
    new RangeError(`${file}: there must be a sentence at least, got none`),
  );
  await expect(readSentences('', 'train')).rejects.toThrow(
    /^--source must be the folder with the sentences, got none\.\nSST-2 is for research and does not come with this example/,
  );
  await expect(readSentences(folder, 'dev')).rejects.toThrow(
    /^--source must hold dev\.tsv, got: .*\nSST-2 is for research/,
  );
});
