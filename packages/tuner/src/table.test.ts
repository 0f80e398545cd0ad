import { expect, test } from 'vitest';
import { table } from './table.js';

test('the best first, the failed last, and blanks where there is no such hyperparameter', () => {
  const trial = { params: { rate: 0.123456 }, reports: [], value: null };
  expect(
    table([
      { ...trial, number: 0, state: 'failed' },
      { ...trial, number: 1, state: 'done', value: 2 },
      { ...trial, number: 2, state: 'stopped', reports: [3, 1], params: { rate: 1, kind: 'a' } },
    ]),
  ).toBe(
    [
      '| trial | value | state   | rate   | kind |',
      '| ----- | ----- | ------- | ------ | ---- |',
      '| 2     | 1     | stopped | 1      | a    |',
      '| 1     | 2     | done    | 0.1235 |      |',
      '| 0     |       | failed  | 0.1235 |      |',
    ].join('\n'),
  );
});
