import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { expect, test } from 'vitest';

test('two threads learn digits as one does', () => {
  const run = (...args: string[]): string => {
    const { stdout, stderr } = spawnSync(
      process.execPath,
      ['src/main.mjs', '--limit', '2560', '--epochs', '2', ...args],
      { cwd: path.join(import.meta.dirname, '..'), encoding: 'utf8' },
    );
    expect(stdout, stderr).toContain('images/s');
    return stdout;
  };
  const accuracy = (text: string): number => Number(/Test accuracy on 1000 images: ([\d.]+)/.exec(text)?.[1]);
  const [one, two] = [run(), run('--threads', '2')];
  expect(two).toContain('2 ranks');
  expect(accuracy(one)).toBeGreaterThan(0.8);
  expect(Math.abs(accuracy(two) - accuracy(one))).toBeLessThan(0.02);
}, 120_000);
