import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';

const output = mkdtempSync(path.join(tmpdir(), 'tenon gdp '));
afterAll(() => rmSync(output, { recursive: true, force: true }));

/** Runs the program as a user does. */
function run(...args: string[]): { code: number | null; text: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', 'tsx', 'src/main.ts', ...args], {
    cwd: path.join(import.meta.dirname, '..'),
    encoding: 'utf8',
  });
  return { code: status, text: stdout + stderr };
}

const errors = (text: string, name: string): number[] =>
  new RegExp(`^${name.replace(/[()]/g, '\\$&')} +([\\d.]+) +([\\d.]+) +([\\d.]+) +([\\d.]+)$`, 'm')
    .exec(text)!
    .slice(1)
    .map(Number);

test('forecasts US GDP no worse than its last value, and draws it', () => {
  const where = path.join(output, 'us');
  const { code, text } = run('--epochs', '40', '--output', where);
  expect(text).toContain('US real GDP, 1959-01 to 2009-07');
  expect(code).toBe(0);
  // What validation says, and nothing else, chooses the window.
  const validated = [...text.matchAll(/^Validation error ([\d.]+) in epoch \d+\.$/gm)].map(([, error]) =>
    Number(error),
  );
  expect(validated).toHaveLength(3);
  const chosen = [4, 8, 12][validated.indexOf(Math.min(...validated))];
  expect(text).toContain(`The window of ${chosen} quarters is the best in validation.`);
  const [mae, mse] = errors(text, 'SimpleRNN');
  const [lastMae, lastMse] = errors(text, 'last value');
  expect(mae!).toBeLessThan(lastMae!);
  expect(mse!).toBeLessThan(lastMse!);
  // By NumPy on the same quarters, mean and autoregression from the training part alone.
  expect(errors(text, 'last value').slice(0, 2)).toEqual([0.613, 0.566]);
  expect(errors(text, 'mean').slice(0, 2)).toEqual([0.559, 0.622]);
  expect(errors(text, 'AR(2)').slice(0, 2)).toEqual([0.496, 0.443]);
  const pictures = ['curves', 'gdp', 'growth'].flatMap((name) => [`${name}.png`, `${name}.svg`]);
  expect(readdirSync(where).sort()).toEqual([...pictures, 'model'].sort());
  expect(readFileSync(path.join(where, 'gdp.svg'), 'utf8')).toContain('Billions of 2005 dollars');
});

test.each(['lstm', 'gru'])('%s by option, on the annual data of a country', (model) => {
  const { code, text } = run(
    ...[
      '--model',
      model,
      '--country',
      'China',
      '--source',
      'world-gdp.csv',
      '--window',
      '4',
      '--epochs',
      '2',
      '--output',
      path.join(output, model),
    ],
  );
  expect(text).toContain('GDP of China, 1960-01 to 2023-01');
  expect(errors(text, model.toUpperCase())).toHaveLength(4);
  expect(code).toBe(0);
});

test('a wrong option ends in one sentence and the usage', () => {
  for (const [args, sentence] of [
    [['--model', 'cnn'], '--model must be simpleRNN, lstm or gru, got cnn.'],
    [['--window', '4,no'], '--window must be a whole number of at least 1, got no.'],
    [['--window', '200'], '--window must leave enough of 202 quarters to train and test on, got 200.'],
    [['--country', 'Atlantis', '--source', 'world-gdp.csv'], '--country must be one of world-gdp.csv, got Atlantis.'],
  ] as const) {
    const { code, text } = run(...args);
    expect(text).toContain(`${sentence}\nUsage: npm start -- `);
    expect(code).toBe(2);
  }
});
