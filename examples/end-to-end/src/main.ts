// From a raw CSV to a prediction from a raw row: US unemployment in the next quarter.
import { parseArgs } from 'node:util';
import { activate } from '@tenonjs/backend-wasm';
import { backupAndRestore, load } from '@tenonjs/models';
import { fileSystem } from '@tenonjs/node';
import { asha, search, table, tpe } from '@tenonjs/tuner';
import { dispose, tensor2d } from '@tensorflow/tfjs-core';
import { build, features, known, type Params, parts, rows, space, test, train, validation, width } from './task.js';

const { values: args } = parseArgs({
  options: {
    trials: { type: 'string', default: '40' },
    epochs: { type: 'string', default: '150' },
    output: { type: 'string', default: 'output' },
  },
});
const [trials, epochs] = [Number(args.trials), Number(args.epochs)];

await activate();

// Steps 1 to 3, the data, the split and the model, are in task.ts.

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
  space,
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
