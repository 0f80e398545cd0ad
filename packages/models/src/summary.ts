import type { Layer, Shape } from '@tenonjs/contracts';
import type { Variable } from '@tensorflow/tfjs-core';
import type { Network } from './network/network.js';
import { trainableVariables } from './network/trainableVariables.js';

const count = (variables: readonly Variable[]): number => variables.reduce((total, { size }) => total + size, 0);
const comma = (n: number): string => n.toLocaleString('en-US');
const bytes = (n: number): string =>
  n < 1024 ? `${n} B` : n < 1024 ** 2 ? `${(n / 1024).toFixed(2)} KB` : `${(n / 1024 ** 2).toFixed(2)} MB`;

/** The network's layers, output shapes and parameter counts as a table, as Keras prints it. */
export function summary(network: Network): string {
  let shape: Shape | undefined = network.builtShape;
  const rows = network.layers.map((layer: Layer) => {
    shape = shape && layer.outputShape(shape);
    const parameters = comma(count(Object.values(layer.weights)));
    return [
      `${layer.name} (${layer.type})`,
      shape ? `[${shape.join(', ').replace(/^,/, 'null,')}]` : '?',
      shape ? parameters : '0 (unbuilt)',
    ];
  });
  const table = [['Layer (type)', 'Output Shape', 'Param #'], ...rows];
  const widths = [0, 1, 2].map((column) => Math.max(...table.map((row) => row[column]!.length)));
  const line = (left: string, middle: string, right: string, fill: string): string =>
    left + widths.map((width) => fill.repeat(width + 2)).join(middle) + right;
  const text = (row: string[], bar: string): string =>
    `${bar} ${row.map((cell, column) => (column === 2 ? cell.padStart(widths[column]!) : cell.padEnd(widths[column]!))).join(` ${bar} `)} ${bar}`;
  const all = count(Object.values(network.weights));
  const trainable = count(trainableVariables(network));
  const total = (what: string, n: number): string => ` ${what} params: ${comma(n)} (${bytes(4 * n)})`;
  return [
    `Model: "${network.name}"`,
    line('┏', '┳', '┓', '━'),
    text(table[0]!, '┃'),
    line('┡', '╇', '┩', '━'),
    ...rows
      .map((row) => text(row, '│'))
      .join(`\n${line('├', '┼', '┤', '─')}\n`)
      .split('\n'),
    line('└', '┴', '┘', '─'),
    total('Total', all),
    total('Trainable', trainable),
    total('Non-trainable', all - trainable),
  ].join('\n');
}
