// From a raw CSV to a prediction from a raw row: US unemployment in the next quarter.
import { parseArgs } from 'node:util';
import { relu, tanh } from '@tenonjs/activations';
import { activate } from '@tenonjs/backend-wasm';
import { csv, trainTestSplit } from '@tenonjs/datasets';
import { dense, dropout, normalization } from '@tenonjs/layers';
import { huber } from '@tenonjs/losses';
import { backupAndRestore, load, type Model, sequential } from '@tenonjs/models';
import { fileSystem } from '@tenonjs/node';
import { adam } from '@tenonjs/optimizers';
import { asha, choice, conditional, int, logUniform, search, table, tpe, uniform } from '@tenonjs/tuner';
import { dispose, tensor2d } from '@tensorflow/tfjs-core';

const { values: args } = parseArgs({
  options: {
    trials: { type: 'string', default: '40' },
    epochs: { type: 'string', default: '150' },
    output: { type: 'string', default: 'output' },
  },
});
const [trials, epochs] = [Number(args.trials), Number(args.epochs)];

await activate();

// 1. The raw data. Every row knows its quarter's rates; what is to be told is the unemployment of the quarter after.
const NAMES = ['unemp', 'tbilrate', 'infl', 'realint'] as const;
const file = new URL('../data/us-macro-quarterly.csv', import.meta.url).pathname;
const columns = { unemp: 'number', tbilrate: 'number', infl: 'number', realint: 'number' } as const;
const rows = await csv(decodeURIComponent(file), { columns }).toArray();
type Row = (typeof rows)[number];

/** What the model sees: a quarter and the one before it, as they stand in the file. */
const features = (now: Row, before: Row): number[] => [
  ...NAMES.map((name) => now[name]),
  ...NAMES.map((name) => before[name]),
];

const count = rows.length - 2;
const width = 2 * NAMES.length;
const x = {
  data: Float32Array.from(rows.slice(1, -1).flatMap((row, i) => features(row, rows[i]!))),
  shape: [count, width],
};
const y = { data: Float32Array.from(rows.slice(2), ({ unemp }) => unemp), shape: [count, 1] };

// 2. By time: the last fifth is the test, and of the rest the last fifth is what the search looks at.
const { train: known, test } = trainTestSplit({ x, y }, { testSize: 0.2, shuffle: false });
const { train, test: validation } = trainTestSplit(known, { testSize: 0.2, shuffle: false });

// 3. A model from hyperparameters. Its first layer holds the preprocessing, learnt from the training data alone.
interface Params {
  readonly rate: number;
  readonly layers: number;
  readonly units: number;
  readonly activation: 'relu' | 'tanh';
  readonly regularization: 'none' | 'dropout';
  readonly drop?: number;
}
const parts = { dense, dropout, normalization, relu, tanh };

function build({ rate, layers, units, activation, drop = 0 }: Params, data: typeof train): Model {
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

// 4. The search, written down trial by trial: a program that is killed goes on where it stopped.
const { trials: tried, best } = await search(
  async (params: Params, { reporting }) => {
    const model = build(params, train);
    const { history } = await model.fit(train.x, train.y, {
      epochs,
      verbose: 0,
      validationData: [validation.x, validation.y],
      callbacks: [reporting('val_loss')],
    });
    model.dispose();
    return history.val_loss!.at(-1)!;
  },
  {
    rate: logUniform(1e-4, 1e-1),
    layers: int(1, 2),
    units: int(4, 32, { log: true }),
    activation: choice(['relu', 'tanh']),
    regularization: choice(['none', 'dropout']),
    more: conditional('regularization', { dropout: { drop: uniform(0.05, 0.5) } }),
  },
  {
    trials,
    algorithm: tpe({ seed: 1 }),
    stopping: asha({ minimum: 10 }),
    storage: fileSystem(`${args.output}/search`),
  },
);
console.log(table(tried.slice().sort((a, b) => a.number - b.number)));

// 5. The best, trained anew on all that is known, and tested once on what nobody has looked at.
const model = build(best.params as Params, known);
const backup = fileSystem(`${args.output}/training`);
await model.fit(known.x, known.y, {
  epochs,
  verbose: 0,
  resumeFrom: backup,
  callbacks: [backupAndRestore(backup, { saveFreq: 200 })],
});
const { loss } = await model.evaluate(test.x, test.y);
const told = await model.predict(test.x);
const error = (guess: (i: number) => number): number =>
  test.y.data.reduce((sum, value, i) => sum + Math.abs(value - guess(i)), 0) / test.y.data.length;
const values = told.dataSync();
console.log(`Test loss: ${loss!.toFixed(4)}, mean absolute error: ${error((i) => values[i]!).toFixed(4)} points`);
console.log(`"As this quarter" would err by ${error((i) => test.x.data[i * width]!).toFixed(4)}`);

// 6. One saved model, its preprocessing inside; loaded, it tells from raw rows.
const place = fileSystem(`${args.output}/model`);
await model.save(place, { includeOptimizer: false });
const loaded = await load(place, parts);
const raw = tensor2d([features(rows.at(-1)!, rows.at(-2)!)]);
const next = (await loaded.predict(raw)) as typeof told;
console.log(`Unemployment after ${rows.at(-1)!.unemp} %: ${next.dataSync()[0]!.toFixed(2)} %`);
dispose([told, raw, next]);
model.dispose();
loaded.dispose();
