import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

const folder = mkdtempSync(path.join(tmpdir(), 'tenon gpt '));
const source = path.join(folder, 'text.txt');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const verse = 'The king is up, the queen is down,\nThe cat has got the golden crown.\n\n';
const length = 60 * verse.length;
beforeAll(() => writeFileSync(source, verse.repeat(60)));

const command = ['--import', 'tsx', 'src/main.ts'];
const cwd = path.join(import.meta.dirname, '..');
const small = [
  '--source',
  source,
  '--context',
  '24',
  '--layers',
  '2',
  '--heads',
  '2',
  '--units',
  '32',
  '--threads',
  '1',
];

function run(...args: string[]): { code: number | null; text: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [...command, ...args], { cwd, encoding: 'utf8' });
  return { code: status, text: stdout + stderr };
}

const lossIn = (text: string): number => Number(/Validation loss: ([\d.]+) nats/.exec(text)?.[1]);

test('learns a verse, draws, saves, and writes it; the saved model writes the same', () => {
  const output = path.join(folder, 'out');
  const writing = ['--prompt', 'The king', '--write', '61', '--temperature', '0'];
  const { code, text } = run(
    ...[...small, '--epochs', '3', '--steps-per-epoch', '50', '--learning-rate', '0.01', '--output', output],
    ...writing,
  );
  expect(text).toContain(
    `${Math.floor(0.9 * length)} characters to train on, ${Math.ceil(0.1 * length)} to validate, ${new Set(verse).size} different ones`,
  );
  expect(lossIn(text)).toBeLessThan(0.4);
  expect(code).toBe(0);
  expect(readdirSync(output).sort()).toEqual(['backup', 'curves.png', 'curves.svg', 'model']);
  expect(readFileSync(path.join(output, 'curves.svg'), 'utf8')).toContain('Validation');
  const written = text.slice(text.indexOf('It writes:\n\n') + 'It writes:\n\n'.length);
  expect(written).toMatch(/^The king[\s\S]{61}\n$/);
  expect(run('--model', path.join(output, 'model'), ...writing).text.endsWith(`\n${written}`)).toBe(true);
});

test('Ctrl-C keeps what was trained, and --resume ends as training without a break does', async () => {
  const args = [...small, '--epochs', '4', '--steps-per-epoch', '20', '--write', '0'];
  const whole = run(...args, '--output', path.join(folder, 'whole'));
  const output = path.join(folder, 'broken');
  const child = spawn(process.execPath, [...command, ...args, '--output', output], { cwd });
  let text = '';
  for await (const chunk of child.stdout) {
    text += chunk;
    if (/Epoch 1\/4 -/.test(text)) child.kill('SIGINT');
  }
  expect(text).toMatch(/Stopped after [1-3] whole epochs; --resume goes on\. Curves and model are in .*broken\.\n$/);
  expect(existsSync(path.join(output, 'model', 'weights.safetensors'))).toBe(true);
  const resumed = run(...args, '--output', output, '--resume');
  expect(resumed.text).not.toMatch(/Epoch 1\/4 - .*step/);
  expect(lossIn(whole.text)).toBeGreaterThan(0);
  expect(lossIn(resumed.text)).toBe(lossIn(whole.text));
});

test('a wrong option is told in a sentence', () => {
  const { code, text } = run('--temperature=-1');
  expect(text).toMatch(/^--temperature must be a number of at least 0, got -1\.\nUsage: npm start -- \[--source …\]/);
  expect(code).toBe(2);
});

test('a model that is not there is told', () => {
  const { code, text } = run('--model', path.join(folder, 'absent'));
  expect(text).toContain('fileSystem: the folder must hold model.json, got no such file at');
  expect(code).toBe(2);
});
