// What is searched: the data, and models from hyperparameters.
import { fileURLToPath } from 'node:url';
import { relu, tanh } from '@tenonjs/activations';
import { csv, trainTestSplit } from '@tenonjs/datasets';
import { dense, dropout, normalization } from '@tenonjs/layers';
import { huber } from '@tenonjs/losses';
import { type Model, sequential } from '@tenonjs/models';
import { adam } from '@tenonjs/optimizers';
import { choice, conditional, int, logUniform, type Space, uniform } from '@tenonjs/tuner';
import { tensor2d } from '@tensorflow/tfjs-core';

// 1. The raw data. Every row knows its quarter's rates; what is to be told is the unemployment of the quarter after.
const NAMES = ['unemp', 'tbilrate', 'infl', 'realint'] as const;
const file = fileURLToPath(new URL('../data/us-macro-quarterly.csv', import.meta.url));
const columns = { unemp: 'number', tbilrate: 'number', infl: 'number', realint: 'number' } as const;
export const rows = await csv(file, { columns }).toArray();
type Row = (typeof rows)[number];

/** What the model sees: a quarter and the one before it, as they stand in the file. */
export const features = (now: Row, before: Row): number[] => [
  ...NAMES.map((name) => now[name]),
  ...NAMES.map((name) => before[name]),
];

const count = rows.length - 2;
export const width = 2 * NAMES.length;
const x = {
  data: Float32Array.from(rows.slice(1, -1).flatMap((row, i) => features(row, rows[i]!))),
  shape: [count, width],
};
const y = { data: Float32Array.from(rows.slice(2), ({ unemp }) => unemp), shape: [count, 1] };

// 2. By time: the last fifth is the test, and of the rest the last fifth is what the search looks at.
export const { train: known, test } = trainTestSplit({ x, y }, { testSize: 0.2, shuffle: false });
export const { train, test: validation } = trainTestSplit(known, { testSize: 0.2, shuffle: false });

// 3. A model from hyperparameters. Its first layer holds the preprocessing, learnt from the training data alone.
export interface Params {
  readonly rate: number;
  readonly layers: number;
  readonly units: number;
  readonly activation: 'relu' | 'tanh';
  readonly regularization: 'none' | 'dropout';
  readonly drop?: number;
}
export const parts = { dense, dropout, normalization, relu, tanh };

export function build({ rate, layers, units, activation, drop = 0 }: Params, data: typeof train): Model {
  const scale = normalization();
  const seen = tensor2d(data.x.data, [data.x.shape[0]!, width]);
  scale.adapt(seen);
  seen.dispose();
  const hidden = Array.from({ length: layers }, () => [
    dense({ units, activation: parts[activation] }),
    ...(drop > 0 ? [dropout({ rate: drop })] : []),
  ]);
  const model = sequential([scale, ...hidden.flat(), dense({ units: 1 })], { seed: 1 });
  model.compile({ optimizer: adam({ learningRate: rate }), loss: huber });
  return model;
}

export const space: Space = {
  rate: logUniform(1e-4, 1e-1),
  layers: int(1, 2),
  units: int(4, 32, { log: true }),
  activation: choice(['relu', 'tanh']),
  regularization: choice(['none', 'dropout']),
  more: conditional('regularization', { dropout: { drop: uniform(0.05, 0.5) } }),
};
