import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, expect, test } from 'vitest';

const output = mkdtempSync(path.join(tmpdir(), 'tenon end to end '));
afterAll(() => rmSync(output, { recursive: true, force: true }));

const run = async (): Promise<string> => {
  const args = ['--import', 'tsx', 'src/main.ts', '--trials', '12', '--epochs', '60', '--output', output];
  return (await promisify(execFile)(process.execPath, args, { cwd: path.join(import.meta.dirname, '..') })).stdout;
};

test('from the raw file to a prediction; run again, it repeats nothing and says the same', async () => {
  const first = await run();
  expect(first.split('\n').filter((line) => /^\| \d/.test(line))).toHaveLength(12);
  // A point of unemployment is what a guess of the mean errs by.
  expect(Number(/mean absolute error: ([\d.]+)/.exec(first)![1])).toBeLessThan(0.8);
  const told = Number(/after 9\.6 %: ([\d.]+) %/.exec(first)![1]);
  expect(Math.abs(told - 9.6)).toBeLessThan(2.5);
  expect(await run()).toBe(first);
});
