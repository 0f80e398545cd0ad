import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

const folder = mkdtempSync(path.join(tmpdir(), 'tenon classifier '));
const source = path.join(folder, 'sentences');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Judgements of our own, each of a thing and a word or two of praise or blame. */
beforeAll(() => {
  mkdirSync(source);
  const things = [
    'the plot',
    'the cast',
    'this film',
    'its ending',
    'the music',
    'her voice',
    'the script',
    'the camera',
  ];
  const praise = ['is lovely', 'is a joy', 'moves us', 'is bright and warm', 'never bores'];
  const blame = ['is dreadful', 'is a mess', 'annoys us', 'is cold and flat', 'never works'];
  // Which thing is judged how goes round the parts, so that every word is in the training part.
  const all = things.flatMap((thing, i) =>
    praise.flatMap((good, j) => [
      { part: (i + j) % 5, line: `${thing} ${good}\t1` },
      { part: (i + j) % 5, line: `${thing} ${blame[j]}\t0` },
    ]),
  );
  const write = (name: string, parts: readonly number[], times: number): void => {
    const lines = all.filter(({ part }) => parts.includes(part)).map(({ line }) => `${line}\n`);
    writeFileSync(path.join(source, `${name}.tsv`), lines.join('').repeat(times));
  };
  write('train', [2, 3, 4], 3);
  write('dev', [0], 1);
  write('test', [1], 1);
  writeFileSync(path.join(folder, 'vectors.txt'), 'lovely 1 0 0 0\ndreadful -1 0 0 0\nelsewhere 0 0 1 0\n');
});

function run(...args: string[]): { code: number | null; text: string } {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--import', 'tsx', 'src/main.ts', '--threads', '1', ...args],
    { cwd: path.join(import.meta.dirname, '..'), encoding: 'utf8', env: { ...process.env, TENON_SST2: '' } },
  );
  return { code: status, text: stdout + stderr };
}

test('learns what praise and blame are, beside a bag of words, shows what it attends to, and judges a sentence', () => {
  const output = path.join(folder, 'out');
  const small = ['--units', '16', '--heads', '2', '--batch-size', '8', '--epochs', '8', '--learning-rate', '0.01'];
  const { code, text } = run('--source', source, '--output', output, ...small);
  expect(text).toContain('144 sentences to train on, 16 to validate, 16 to test');
  expect(Number(/Test accuracy: ([\d.]+)/.exec(text)?.[1])).toBeGreaterThan(0.8);
  expect(Number(/Bag of words: +([\d.]+)/.exec(text)?.[1])).toBeGreaterThan(0.6);
  expect(text).toMatch(
    /The words it attends to most:\n(?:positive|negative) \([\d.]+, (?:rightly|wrongly)\): .* [\d.]+, /,
  );
  expect(code).toBe(0);
  const pictures = ['attention', 'confusion', 'curves'].flatMap((name) => [`${name}.png`, `${name}.svg`]);
  expect(readdirSync(output).sort()).toEqual([...pictures, 'backup', 'model'].sort());
  expect(readFileSync(path.join(output, 'confusion.svg'), 'utf8')).toContain('negative');
  const judged = run('--model', path.join(output, 'model'), '--sentence', 'The cast is lovely, and moves us');
  expect(judged.text).toMatch(/\npositive \(0\.\d\d\): .*\n {4}The cast is lovely, and moves us\n$/);
});

test('begins with given vectors, as wide as they are', () => {
  const small = ['--heads', '2', '--batch-size', '16', '--epochs', '1', '--output', path.join(folder, 'vectors')];
  const { code, text } = run('--source', source, '--vectors', path.join(folder, 'vectors.txt'), ...small);
  expect(text).toContain(`2 words begin with the vectors of ${path.join(folder, 'vectors.txt')}`);
  expect(text).toMatch(/vectors \(embedding\) +│ \[null, null, 4\]/);
  expect(code).toBe(0);
});

test('missing data are told, with how to get them; a wrong option in a sentence', () => {
  const { code, text } = run();
  expect(text).toContain('--source must be the folder with the sentences, got none.\nSST-2 is for research');
  expect(code).toBe(2);
  expect(run('--sentence', 'good').text).toContain(
    '--model and --sentence go together, got one alone.\nUsage: npm start --',
  );
});
