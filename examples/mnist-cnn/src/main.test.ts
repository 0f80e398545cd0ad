import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runProgram } from '@tenonjs/testing';
import { afterAll, expect, test } from 'vitest';

const output = mkdtempSync(path.join(tmpdir(), 'tenon mnist '));
afterAll(() => rmSync(output, { recursive: true, force: true }));

interface Run {
  readonly code: number | null;
  readonly text: string;
}

/** Runs the program as a user does; `watch` sees its output as it comes. */
function run(args: string[], watch?: (text: string, interrupt: () => void) => void): Promise<Run> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ['--import', 'tsx', 'src/main.ts', ...args], {
      cwd: path.join(import.meta.dirname, '..'),
    });
    let text = '';
    const hear = (data: Buffer): void => {
      text += data;
      watch?.(text, () => child.kill('SIGINT'));
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.on('close', (code) => resolve({ code, text }));
  });
}

const losses = (text: string): string[] => text.match(/loss: [\d.]+/g) ?? [];

test('learns digits, draws its curves and saves the model; the same seed gives the same losses', async () => {
  const args = ['--epochs', '2', '--limit', '3000', '--seed', '3', '--output'];
  const first = await run([...args, path.join(output, 'one')]);
  expect(first.text).toMatch(/Test accuracy: 0\.\d{4}/);
  expect(first.code).toBe(0);
  expect(Number(/Test accuracy: ([\d.]+)/.exec(first.text)![1])).toBeGreaterThan(0.85);
  expect(readdirSync(path.join(output, 'one')).sort()).toEqual(['checkpoint', 'curves.png', 'curves.svg', 'model']);
  expect(readdirSync(path.join(output, 'one', 'model')).sort()).toEqual(['model.json', 'weights.safetensors']);
  expect(readFileSync(path.join(output, 'one', 'curves.svg'), 'utf8')).toMatch(/^<svg[\s\S]*Accuracy[\s\S]*Loss/);
  expect(statSync(path.join(output, 'one', 'curves.png')).size).toBeGreaterThan(5000);

  const second = await run([...args, path.join(output, 'two')]);
  expect(losses(second.text).length).toBeGreaterThan(2);
  expect(losses(second.text)).toEqual(losses(first.text));
  const weights = (name: string): Buffer => readFileSync(path.join(output, name, 'model', 'weights.safetensors'));
  expect(weights('two').equals(weights('one'))).toBe(true);
});

test('Ctrl-C ends it at the batch, keeps history and checkpoint, and exits with 130', async () => {
  const where = path.join(output, 'three');
  let sent = false;
  const { code, text } = await run(['--epochs', '50', '--limit', '1000', '--output', where], (seen, interrupt) => {
    // Once the second epoch is done there is a checkpoint and a history of two.
    if (!sent && /Epoch 2\/50[\s\S]*val_loss/.test(seen)) {
      sent = true;
      interrupt();
    }
  });
  expect(text).toMatch(/Stopped after \d+ whole epochs/);
  expect(text).not.toContain('Test accuracy');
  expect(code).toBe(130);
  expect(readdirSync(where).sort()).toEqual(['checkpoint', 'curves.png', 'curves.svg']);
});

test('a wrong option ends in one sentence and the usage', async () => {
  const { code, text } = await run(['--epochs', '1.5']);
  expect(code).toBe(2);
  expect(text).toMatch(/^--epochs must be a whole number of at least 1, got 1\.5\.\nUsage: npm start -- /);
  const unknown = await run(['--backend', 'abacus']);
  expect(unknown.code).toBe(2);
  expect(unknown.text).toMatch(/^--backend must be a Tenon backend that is installed, such as wasm, got abacus\.\n/);
});

test('the program of the README runs, an epoch of it', async () => {
  const readme = readFileSync(path.join(import.meta.dirname, '../../../README.md'), 'utf8');
  const program = /```ts\n(import[\s\S]*?)```/.exec(readme)![1]!;
  expect(program).toContain('epochs: 10');
  await runProgram(
    program.replace('epochs: 10', 'epochs: 1').replace('batchSize: 32', 'batchSize: 128'),
    path.join(import.meta.dirname, '..'),
  );
});
