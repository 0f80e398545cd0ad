import type { Layer } from '@tenonjs/contracts';
import type { Variable } from '@tensorflow/tfjs-core';
import type { Network } from './network/network.js';
import { trainableVariables } from './network/trainableVariables.js';

export interface SummaryOptions {
  /** What prints the text; `console.log`. */
  readonly printFn?: (text: string) => void;
  /** Shows the layers of nested models too; false. */
  readonly expandNested?: boolean;
  /** Shows whether each layer is trained; false. */
  readonly showTrainable?: boolean;
}

/** How many numbers variables hold, each counted once. */
export const count = (variables: readonly Variable[]): number =>
  [...new Set(variables)].reduce((total, { size }) => total + size, 0);

const comma = (n: number): string => n.toLocaleString('en-US');
const bytes = (n: number): string =>
  n < 1024 ? `${n} B` : n < 1024 ** 2 ? `${(n / 1024).toFixed(2)} KB` : `${(n / 1024 ** 2).toFixed(2)} MB`;

/** Prints the network's layers, output shapes, parameter counts and connections as a table, as Keras does. */
export function summary(network: Network<any, any>, options: SummaryOptions = {}): void {
  const { printFn = console.log, expandNested = false, showTrainable = false } = options;
  let connected = false;
  const lines = (rows: ReturnType<Network['rows']>, indent: string): string[][] =>
    rows.flatMap(({ layer, shapes, connected: from = '' }) => {
      connected ||= from !== '';
      const nested = layer as Layer & Partial<Pick<Network, 'rows'>>;
      return [
        [
          `${indent}${layer.name} (${layer.type})`,
          shapes.map((shape) => `[${shape.map(String).join(', ')}]`).join(', ') || '?',
          shapes.length > 0 ? comma(count(Object.values(layer.weights))) : '0 (unbuilt)',
          trainableVariables(layer).length > 0 ? 'Y' : Object.keys(layer.weights).length > 0 ? 'N' : '-',
          from,
        ],
        ...(expandNested && nested.rows ? lines(nested.rows(), `   ${indent.replace('└ ', '')}└ `) : []),
      ];
    });
  const rows = lines(network.rows(), '');
  const shown = [0, 1, 2, ...(showTrainable ? [3] : []), ...(connected ? [4] : [])];
  const table = [['Layer (type)', 'Output Shape', 'Param #', 'Trainable', 'Connected to'], ...rows];
  const widths = shown.map((column) => Math.max(...table.map((row) => row[column]!.length)));
  const line = (left: string, middle: string, right: string, fill: string): string =>
    left + widths.map((width) => fill.repeat(width + 2)).join(middle) + right;
  const text = (row: string[], bar: string): string =>
    `${bar} ${shown
      .map((column, i) => (column === 2 ? row[column]!.padStart(widths[i]!) : row[column]!.padEnd(widths[i]!)))
      .join(` ${bar} `)} ${bar}`;
  const all = count(Object.values(network.weights));
  const trainable = count(trainableVariables(network));
  const total = (what: string, n: number): string => ` ${what} params: ${comma(n)} (${bytes(4 * n)})`;
  printFn(
    [
      `Model: "${network.name}"`,
      line('┏', '┳', '┓', '━'),
      text(table[0]!, '┃'),
      line('┡', '╇', '┩', '━'),
      rows.map((row) => text(row, '│')).join(`\n${line('├', '┼', '┤', '─')}\n`),
      line('└', '┴', '┘', '─'),
      total('Total', all),
      total('Trainable', trainable),
      total('Non-trainable', all - trainable),
    ].join('\n'),
  );
}
