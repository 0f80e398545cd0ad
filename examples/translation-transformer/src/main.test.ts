import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

const folder = mkdtempSync(path.join(tmpdir(), 'tenon translation '));
const data = path.join(folder, 'data');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A small language: colours come after what has them. */
const nouns = { dog: 'chien', cat: 'chat', house: 'toit', boy: 'garçon', bird: 'oiseau' };
const colours = { black: 'noir', white: 'blanc', red: 'rouge', grey: 'gris' };
const verbs = { sees: 'voit', follows: 'suit', hears: 'entend' };
const pairs = Object.entries(nouns).flatMap(([noun, nom]) =>
  Object.entries(colours).flatMap(([colour, couleur]) =>
    Object.entries(verbs).flatMap(([verb, verbe]) =>
      Object.entries(nouns).map(([other, autre], i) =>
        i % 2
          ? [`a ${colour} ${noun} ${verb} a ${other} .`, `un ${nom} ${couleur} ${verbe} un ${autre} .`]
          : [`a ${noun} ${verb} a ${colour} ${other} .`, `un ${nom} ${verbe} un ${autre} ${couleur} .`],
      ),
    ),
  ),
);

beforeAll(() => {
  mkdirSync(data);
  const part = (name: string, keep: (i: number) => boolean): void => {
    const kept = pairs.filter((_, i) => keep(i));
    for (const [i, language] of ['en', 'fr'].entries())
      writeFileSync(path.join(data, `${name}.${language}`), kept.map((pair) => `${pair[i]}\n`).join(''));
  };
  part('train', (i) => i % 10 > 1);
  part('val', (i) => i % 10 === 0);
  part('test_2016_flickr', (i) => i % 10 === 1);
});

const cwd = path.join(import.meta.dirname, '..');
const command = (...args: string[]): string[] => ['--import', 'tsx', 'src/main.ts', ...args];
const small = ['--vocabulary', '80', '--units', '32', '--blocks', '1', '--heads', '2', '--intermediate', '64'].concat([
  '--batch-size',
  '16',
  '--dropout',
  '0',
  '--warmup',
  '40',
  '--average',
  '0.9',
  '--threads',
  '1',
  '--data',
  data,
]);
function run(...args: string[]): { code: number | null; text: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, command(...args), { cwd, encoding: 'utf8' });
  return { code: status, text: stdout + stderr };
}
const losses = (text: string): number[] => Array.from(text.matchAll(/ loss: ([\d.]+)/g), ([, loss]) => Number(loss));
const lastOf = (text: string): string | undefined =>
  text
    .match(/Epoch \d+\/\d+ .*/g)
    ?.at(-1)
    ?.replace(/- \d.*?step/, '');

test('learns to translate, draws and saves; the saved model translates the same', () => {
  const output = path.join(folder, 'out');
  const { code, text } = run(...small, '--epochs', '14', '--beam', '3', '--output', output);
  expect(text).toContain('240 pairs to train on, 15 steps an epoch; 80 tokens');
  expect(losses(text).at(-1)).toBeLessThan(losses(text)[0]! / 2);
  const scores = text.match(/BLEU, (greedy|beam of 3): [\d.]+/g)!;
  expect(Number(scores[0]!.split(': ')[1])).toBeGreaterThan(60);
  expect(code).toBe(0);
  const pictures = ['attention-1', 'attention-7', 'attention-13', 'attention-19', 'attention-25', 'curves'];
  const files = pictures.flatMap((name) => [`${name}.png`, `${name}.svg`]);
  expect(readdirSync(output).sort()).toEqual([...files, 'backup', 'beam.txt', 'greedy.txt', 'model'].sort());
  expect(readFileSync(path.join(output, 'attention-1.svg'), 'utf8')).toContain('Where the decoder looks');
  const again = run('--evaluate', path.join(output, 'model'), '--data', data, '--beam', '3', '--output', `${output} 2`);
  expect(again.text.match(/BLEU, (greedy|beam of 3): [\d.]+/g)).toEqual(scores);
  const own = run('--evaluate', path.join(output, 'model'), '--text', 'a white cat .', '--output', `${output} 3`);
  expect(own.text).toMatch(/\nun chat blanc .*\n$/);
  expect(readdirSync(`${output} 3`)).toEqual(['attention.png', 'attention.svg']);
});

test('Ctrl-C keeps what was trained, and --resume goes on as if nothing had been', async () => {
  const [whole, parts] = [path.join(folder, 'whole'), path.join(folder, 'parts')];
  const program = spawn(process.execPath, command(...small, '--output', parts), { cwd });
  let text = '';
  program.stdout.on('data', (chunk) => {
    // Once: a second Ctrl-C kills.
    const begun = /Epoch 2/.test(text);
    text += chunk;
    if (!begun && /Epoch 2/.test(text)) program.kill('SIGINT');
  });
  const code = await new Promise((resolve) => program.on('close', resolve));
  const model = path.join(parts, 'model');
  expect(text).toContain(`Stopped. What was trained is in ${model}: --evaluate ${model} tests it, --resume goes on.`);
  expect(readdirSync(model).sort()).toEqual(['model.json', 'vocabulary.json', 'weights.safetensors']);
  expect(code).toBe(130);
  const epochs = String(
    Number(
      text
        .match(/Epoch (\d+)/g)!
        .at(-1)!
        .slice(6),
    ) + 2,
  );
  const resumed = run(...small, '--output', parts, '--epochs', epochs, '--resume');
  const straight = run(...small, '--output', whole, '--epochs', epochs);
  expect(lastOf(resumed.text)).toBe(lastOf(straight.text));
  expect(losses(resumed.text).length).toBeLessThan(losses(straight.text).length);
  expect(readFileSync(path.join(parts, 'greedy.txt'), 'utf8')).toBe(
    readFileSync(path.join(whole, 'greedy.txt'), 'utf8'),
  );
});

test('a wrong option and missing data are told in a sentence', () => {
  const { code, text } = run('--beam', '0');
  expect(text).toMatch(/^--beam must be a whole number of at least 1, got 0\.\nUsage: npm start -- \[--data …\]/);
  expect(code).toBe(2);
  expect(run('--text', 'a', '--threads', '1').text).toContain(
    "--text needs --evaluate and a saved model's folder, got none.\nUsage",
  );
  expect(run('--data', folder, '--threads', '1').text).toContain(
    `--data, or TENON_MULTI30K, must be a folder with Multi30k's train.lc.norm.tok.en or train.en, got ${folder}; git clone https://github.com/multi30k/dataset has them in data/task1/tok.\nUsage`,
  );
  expect(run('--evaluate', folder, '--threads', '1').text).toContain(
    'fileSystem: the folder must hold vocabulary.json, got no such file at',
  );
});
