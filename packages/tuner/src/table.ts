import { type Trial, worth } from './trial.js';

const text = (value: unknown): string =>
  typeof value === 'number'
    ? String(Number(value.toPrecision(4)))
    : value === undefined || value === null
      ? ''
      : String(value);

/**
 * Trials as a table, the best first, for a terminal or a page of Markdown.
 *
 * @example
 * table([{ number: 0, params: { rate: 0.1 }, value: 2, reports: [], state: 'done' }]).split('\n').at(-1); // '| 0     | 2     | done  | 0.1  |'
 */
export function table(trials: readonly Trial[]): string {
  const names = [...new Set(trials.flatMap(({ params }) => Object.keys(params)))];
  const sorted = [...trials].sort((a, b) => (worth(a) ?? Infinity) - (worth(b) ?? Infinity) || a.number - b.number);
  const rows = [
    ['trial', 'value', 'state', ...names],
    ...sorted.map((trial) =>
      [trial.number, worth(trial), trial.state, ...names.map((name) => trial.params[name])].map(text),
    ),
  ];
  const widths = rows[0]!.map((_, i) => Math.max(3, ...rows.map((row) => row[i]!.length)));
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, i) => cell.padEnd(widths[i]!)).join(' | ')} |`;
  const [head, ...body] = rows.map(line);
  return [head, line(widths.map((width) => '-'.repeat(width))), ...body].join('\n');
}
