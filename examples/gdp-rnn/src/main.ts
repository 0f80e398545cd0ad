/**
 * A recurrent network forecasts GDP, one period ahead and eight, beside forecasts that need no network.
 *
 * The validation part chooses the window and the epoch; the test part is looked at once, at the end.
 *
 *     npm start -- [--model simpleRNN|lstm|gru] [--country China --source world-gdp.csv] [--window 4,8,12] …
 */
import path from 'node:path';
import { dense, gru, lstm, simpleRNN } from '@tenonjs/layers';
import { meanSquaredError } from '@tenonjs/losses';
import { meanAbsoluteError } from '@tenonjs/metrics';
import { earlyStopping, sequential, terminateOnNaN } from '@tenonjs/models';
import { fileSystem, interrupt, progressBar } from '@tenonjs/node';
import { adam } from '@tenonjs/optimizers';
import { learningCurves, predictedSeries } from '@tenonjs/vis';
import { autoregression, type Forecast, lastValue, meanOf, roll, score } from './forecasts.js';
import { fail, options } from './options.js';
import { cutOf, partsOf } from './parts.js';
import { growthOf, readSeries } from './series.js';

const { backend: name, country, epochs, model: kind, output, seed, source, units, windows } = options();
const horizon = 8;
/** Epochs without a better validation error before training stops; what comes back are the best epoch's weights. */
const patience = 50;

const backend = await import(`@tenonjs/backend-${name}`).catch(() => {
  fail(`--backend must be a Tenon backend that is installed, such as wasm, got ${name}`);
});
console.log(`Backend: ${(await backend.activate()).description}`);

const series = await readSeries(source, country).catch((error: Error) => fail(error.message.replace(/\.$/, '')));
const growth = growthOf(series.values);
const cut = cutOf(growth);
const longest = Math.max(...windows);
if (cut.validate <= longest + 1 || growth.length - cut.test < horizon) {
  fail(`--window must leave enough of ${growth.length} ${series.period}s to train and test on, got ${longest}`);
}
const day = (date: Date): string => date.toISOString().slice(0, 7);
console.log(
  `${series.name}, ${day(series.dates[0]!)} to ${day(series.dates.at(-1)!)}: ${cut.validate} ${series.period}s to train on, ${cut.test - cut.validate} to validate, tested from ${day(series.dates[cut.test + 1]!)}`,
);

const recurrent = {
  simpleRNN: (window: number) => simpleRNN({ units, inputShape: [window, 1] }),
  lstm: (window: number) => lstm({ units, inputShape: [window, 1] }),
  gru: (window: number) => gru({ units, inputShape: [window, 1] }),
};
const stop = interrupt();

/** A network on windows of one length, with the weights of its best epoch. */
async function train(window: number) {
  const { scaler, train, validation } = partsOf(growth, cut, window);
  const model = sequential([recurrent[kind](window), dense({ units: 1 })], { seed });
  model.compile({ optimizer: adam(), loss: meanSquaredError, metrics: [meanAbsoluteError()] });
  const stopping = earlyStopping({ monitor: 'val_loss', patience, restoreBestWeights: true });
  const history = await model.fit(train.x, train.y, {
    epochs,
    batchSize: 32,
    validationData: [validation.x, validation.y],
    signal: stop.signal,
    callbacks: [progressBar(), terminateOnNaN(), stopping],
  });
  const error = history.history.val_loss?.[stopping.bestEpoch ?? 0] ?? Number.POSITIVE_INFINITY;
  return { window, scaler, model, history, error, bestEpoch: stopping.bestEpoch };
}

let best: Awaited<ReturnType<typeof train>> | undefined;
for (const window of windows) {
  console.log(`\nA window of ${window} ${series.period}s:`);
  const trained = await train(window);
  console.log(`Validation error ${trained.error.toFixed(4)} in epoch ${(trained.bestEpoch ?? 0) + 1}.`);
  const [better, worse] = best && best.error <= trained.error ? [best, trained] : [trained, best];
  worse?.model.dispose();
  best = better;
  if (stop.signal.aborted) break;
}
const { window, scaler, model, history } = best!;
model.summary();
if (history.epoch.length > 0) {
  for (const type of ['svg', 'png']) await learningCurves(history).save(path.join(output, `curves.${type}`));
}
if (stop.signal.aborted) {
  console.log(`Stopped in epoch ${history.epoch.length + 1}. The curves are in ${output}.`);
} else {
  console.log(`The window of ${window} ${series.period}s is the best in validation.`);
  await report();
  await model.save(fileSystem(path.join(output, 'model')));
  console.log(`Curves, pictures and model are in ${output}.`);
}
model.dispose();
process.exitCode = stop.exitCode;
stop.dispose();

/** The network's forecast: the last `window` values, standardised, and its answer brought back. */
async function network(histories: Parameters<Forecast>[0]): Promise<number[]> {
  const data = Float32Array.from(histories.flatMap((history) => history.slice(-window)));
  const scaled = scaler.transform({ data, shape: [histories.length, window, 1] });
  const predicted = await model.predict(scaled);
  const values = (await predicted.data()) as Float32Array;
  predicted.dispose();
  return Array.from(scaler.inverse({ data: values, shape: [values.length, 1] }).data);
}

/** Tests all forecasts on the same times, prints their errors and draws the network's beside the truth. */
async function report(): Promise<void> {
  // The forecasts beside it learn from what the network learned from.
  const known = growth.slice(0, cut.validate);
  const title = { simpleRNN: 'SimpleRNN', lstm: 'LSTM', gru: 'GRU' }[kind];
  const forecasts: Record<string, Forecast> = {
    [title]: network,
    'last value': lastValue,
    mean: meanOf(known),
    'AR(2)': autoregression(known, 2),
    'no change': (histories) => histories.map(() => 0),
  };
  const times = growth.slice(cut.test).map((_, i) => cut.test + i);
  const starts = times.slice(0, times.length - horizon + 1);
  // Growth over all steps up to each one: how far the level is off, in parts of itself.
  const total = (path: readonly number[]): number[] => {
    let sum = 0;
    return path.map((step) => {
      sum += step;
      return sum;
    });
  };
  const truths = starts.flatMap((time) => total(growth.slice(time, time + horizon)));
  const shown = ({ mae, mse }: { mae: number; mse: number }): string =>
    `${(100 * mae).toFixed(3).padStart(9)} ${(1e4 * mse).toFixed(3).padStart(9)}`;
  console.log(`\nErrors in per cent of GDP, ${day(series.dates[cut.test + 1]!)} to ${day(series.dates.at(-1)!)}:`);
  console.log(
    `${''.padEnd(12)} ${`one ${series.period} ahead`.padStart(19)}   ${`rolling ${horizon} ahead`.padStart(19)}`,
  );
  console.log(`${''.padEnd(12)} ${'MAE'.padStart(9)} ${'MSE'.padStart(9)}   ${'MAE'.padStart(9)} ${'MSE'.padStart(9)}`);
  const ahead: Record<string, number[]> = {};
  for (const [name, forecast] of Object.entries(forecasts)) {
    ahead[name] = (await roll(forecast, growth, times, 1)).flat();
    const rolled = (await roll(forecast, growth, starts, horizon)).flatMap(total);
    console.log(
      `${name.padEnd(12)} ${shown(score(growth.slice(cut.test), ahead[name]))}   ${shown(score(truths, rolled))}`,
    );
  }

  // Levels: one ahead from the true level before; rolling from every eighth, as far as it goes.
  const missing = new Array<number>(cut.test + 1).fill(Number.NaN);
  const onto = (time: number, step: number): number => series.values[time]! * Math.exp(step);
  // Forecasts that begin anew are lines of their own, each from the last value it knew.
  const rolling: number[][] = [];
  for (const time of times.filter((_, i) => i % horizon === 0)) {
    const [path] = await roll(network, growth, [time], Math.min(horizon, growth.length - time));
    const line = series.values.map(() => Number.NaN);
    [0, ...total(path!)].forEach((step, i) => {
      line[time + i] = onto(time, step);
    });
    rolling.push(line);
  }
  const first = Math.max(0, cut.test - 2 * horizon);
  const draw = (
    name: string,
    values: readonly number[],
    lines: Record<string, number[] | number[][]>,
    valueName: string,
  ) => {
    const shown = (line: number[] | number[][]): number[] | number[][] =>
      Array.isArray(line[0]) ? (line as number[][]).map((part) => part.slice(first)) : (line as number[]).slice(first);
    const shownLines = Object.fromEntries(Object.entries(lines).map(([key, line]) => [key, shown(line)]));
    const picture = predictedSeries(series.dates.slice(first), values.slice(first), shownLines, {
      title: `${series.name}: ${name}`,
      valueName,
      testFrom: series.dates[cut.test + 1]!,
    });
    return picture;
  };
  const per = (step: number): number => 100 * step;
  const levels = draw(
    'predicted and true',
    series.values,
    {
      [`${title}, one ${series.period} ahead`]: [...missing, ...times.map((time, i) => onto(time, ahead[title]![i]!))],
      [`${title}, rolling ${horizon}`]: rolling,
    },
    series.unit,
  );
  const growths = draw(
    'growth, predicted and true',
    [Number.NaN, ...growth.map(per)],
    {
      [title]: [...missing, ...ahead[title]!.map(per)],
      'AR(2)': [...missing, ...ahead['AR(2)']!.map(per)],
    },
    `Per cent a ${series.period}`,
  );
  for (const type of ['svg', 'png']) {
    await levels.save(path.join(output, `gdp.${type}`));
    await growths.save(path.join(output, `growth.${type}`));
  }
}
