import { gpt } from '@tenonjs/architectures';
import { activate } from '@tenonjs/backend-wasm';
import { memory, tensor2d } from '@tensorflow/tfjs-core';
import { beforeAll, expect, test } from 'vitest';
import { reader } from './reader.js';
import { allStretches, anyStretches, readText, someStretches, split } from './text.js';
import { draw, write } from './write.js';

beforeAll(async () => {
  await activate();
});

const text = 'the cat sat on the mat and the dog sat by the door; ';
const network = (context: number, vocabularySize = 12) =>
  gpt({ vocabularySize, sequenceLength: context, numLayers: 2, numHeads: 2, hiddenDim: 8, dropout: 0.1, seed: 3 });

test('the vocabulary sees the training part only', () => {
  const { tokenizer, training, validation } = split(`${text.repeat(9)}${'QUIZ '.repeat(10)}`, 4);
  expect(tokenizer.vocabulary).toEqual(['[UNK]', ...[...new Set(text)].sort()]);
  expect(training.length + validation.length).toBe(9 * text.length + 50);
  expect([...training]).not.toContain(0);
  expect([...validation.slice(-5)]).toEqual([0, 0, 0, 0, tokenizer.id(' ')]);
  expect(split(text.repeat(9) + text, 4).tokenizer.vocabulary).toEqual(tokenizer.vocabulary);
});

test('stretches: each character is told from those before it, in training from all over the text, in validation once', async () => {
  const ids = Int32Array.from({ length: 1000 }, (_, i) => i);
  const all = await allStretches(ids, 8).toArray();
  expect(all.flatMap(({ y }) => [...y])).toEqual([...ids.slice(1, 993)]);
  const any = await anyStretches(ids, 8, 1).take(500).toArray();
  for (const { x, y } of [...all, ...any]) expect([...y]).toEqual(Array.from(x, (id) => id + 1));
  // Evenly: 500 of them have each character four times, a few more or less.
  const counts = new Array<number>(1000).fill(0);
  for (const { x } of any) for (const id of x) counts[id]!++;
  expect(Math.max(...counts)).toBeLessThanOrEqual(8);
  expect(Math.min(...counts.slice(20, 980))).toBeGreaterThanOrEqual(2);
  expect(await anyStretches(ids, 8, 1).take(3).toArray()).toEqual(any.slice(0, 3));
  expect(await anyStretches(ids, 8, 2).take(3).toArray()).not.toEqual(any.slice(0, 3));
  const some = await someStretches(ids, 8, 10).toArray();
  expect(some.map(({ x }) => x[0])).toEqual([0, 96, 192, 288, 384, 480, 576, 672, 768, 864, 960]);
});

test('read step by step, the scores are those of the model for all at once, beyond the context too', async () => {
  const model = network(8);
  const before = memory().numTensors;
  const reading = reader(model);
  const ids = Array.from({ length: 20 }, (_, i) => (7 * i) % 12);
  let seen: number[] = [];
  for (const [from, to] of [[0, 3], ...Array.from({ length: 17 }, (_, i) => [3 + i, 4 + i])] as [number, number][]) {
    const read = ids.slice(from, to);
    const scores = await reading.read(read);
    seen = seen.length + read.length > 8 ? [...seen, ...read].slice(-4) : [...seen, ...read];
    const whole = model.predictOnBatch(tensor2d([seen], [1, seen.length], 'int32'));
    const expected = ((await whole.array()) as number[][][])[0]!.at(-1)!;
    whole.dispose();
    for (const [i, score] of scores.entries()) expect(score).toBeCloseTo(expected[i]!, 5);
  }
  reading.dispose();
  // The inputs of `predictOnBatch` are this test's.
  expect(memory().numTensors - before).toBe(18);
  model.dispose();
});

test('writes the same by the same seed, with temperature 0 whatever the seed, never [UNK], and leaves no tensor behind', async () => {
  const { tokenizer } = split(text.repeat(4), 8);
  const model = network(8, tokenizer.vocabulary.length);
  const before = memory().numTensors;
  const written = async (options: object): Promise<string> => {
    let all = '';
    const given = { prompt: 'the dog sat by', length: 40, temperature: 1, topK: 0, seed: 1, ...options };
    for await (const character of write(model, tokenizer, given)) all += character;
    return all;
  };
  const one = await written({});
  expect(one).toHaveLength(40);
  expect(one).not.toContain('[UNK]');
  expect(await written({})).toBe(one);
  expect(await written({ seed: 2 })).not.toBe(one);
  expect(await written({ temperature: 0, seed: 2 })).toBe(await written({ temperature: 0 }));
  expect(await written({ topK: 1 })).toBe(await written({ temperature: 0 }));
  expect(await written({ prompt: '?' })).toHaveLength(40);
  expect(memory().numTensors).toBe(before);
  model.dispose();
});

test('draws by chance and score', () => {
  const scores = [Math.log(1), Math.log(2), Math.log(5)];
  const shares = (temperature: number, topK: number): number[] => {
    const counts = [0, 0, 0];
    for (let i = 0; i < 800; i++) counts[draw(scores, temperature, topK, (i + 0.5) / 800)]!++;
    return counts;
  };
  expect(shares(1, 0)).toEqual([100, 200, 500]);
  expect(shares(1, 2).map((count) => Math.round(count / 10))).toEqual([0, 23, 57]);
  expect(shares(0, 0)).toEqual([0, 0, 800]);
  // Squares at half the temperature: 1, 4, 25.
  expect(shares(0.5, 0).map((count) => Math.round(count / 10))).toEqual([3, 11, 67]);
});

test('a text too short and a file that is not there are told', async () => {
  expect(() => split('to be or not to be,', 64)).toThrow(
    new RangeError('--context must be shorter than both parts of the text, 17 and 2 characters, got 64'),
  );
  await expect(readText('absent.txt')).rejects.toThrow(
    new Error(
      "--source must be a file that can be read, got absent.txt: ENOENT: no such file or directory, open 'absent.txt'",
    ),
  );
});
