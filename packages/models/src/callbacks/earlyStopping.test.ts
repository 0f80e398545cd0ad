import type { Callback, Logs } from '@tenonjs/contracts';
import { dense } from '@tenonjs/layers';
import { meanSquaredError } from '@tenonjs/losses';
import { sgd } from '@tenonjs/optimizers';
import { expectNoLeak } from '@tenonjs/testing';
import { expect, test } from 'vitest';
import { sequential } from '../sequential.js';
import { type EarlyStoppingOptions, earlyStopping } from './earlyStopping.js';

/** The epochs trained when these are the values of the monitored log. */
async function epochs(values: number[], options: EarlyStoppingOptions): Promise<number> {
  const model = { stopTraining: false };
  const callback: Callback = earlyStopping({ monitor: 'loss', ...options });
  callback.setModel!(model as never);
  await callback.onTrainBegin!({} as never);
  for (const [epoch, value] of values.entries()) {
    await callback.onEpochEnd!(epoch, { [options.monitor ?? 'loss']: value });
    if (model.stopTraining) return epoch + 1;
  }
  return values.length;
}

test('stops after patience epochs without an improvement', async () => {
  expect(await epochs([5, 4, 4, 4, 4, 4], { patience: 2 })).toBe(4);
  expect(await epochs([5, 4, 4.5, 3, 3.5, 3.5, 1], { patience: 2 })).toBe(6);
  expect(await epochs([5, 4, 4.1, 3], {})).toBe(3);
});

test('minDelta is the least improvement that counts', async () => {
  expect(await epochs([5, 4.95, 4.9, 4.85], { patience: 2, minDelta: 0.1 })).toBe(3);
});

test('the mode follows the name, or the option', async () => {
  expect(await epochs([0.5, 0.6, 0.7, 0.8], { monitor: 'val_accuracy', patience: 1 })).toBe(4);
  expect(await epochs([0.5, 0.6, 0.7, 0.8], { monitor: 'val_accuracy', mode: 'min', patience: 1 })).toBe(2);
});

test('a baseline must be passed in time; the first epochs may be left out', async () => {
  expect(await epochs([5, 4, 3, 2], { patience: 2, baseline: 1 })).toBe(2);
  expect(await epochs([5, 4, 0.5, 0.4], { patience: 3, baseline: 1 })).toBe(4);
  expect(await epochs([1, 9, 9, 8, 7], { patience: 1, startFromEpoch: 2 })).toBe(5);
});

test('restoreBestWeights ends with the weights of the best epoch, and leaves nothing behind', async () => {
  const x = [[1], [2], [3], [4]];
  const y = [[2], [4], [6], [8]];
  const model = sequential([dense({ units: 1, useBias: false, inputShape: [1] })], { seed: 1 });
  // This rate makes each epoch worse than the one before.
  model.compile({ optimizer: sgd({ learningRate: 0.2 }), loss: meanSquaredError });
  const best = (await model.evaluate(x, y)).loss!;
  const callback = earlyStopping({ monitor: 'val_loss', patience: 3, restoreBestWeights: true });
  let logs: Logs[] = [];
  const run = async (): Promise<void> => {
    logs = [];
    await model.fit(x, y, {
      epochs: 20,
      verbose: 0,
      validationData: [x, y],
      callbacks: [callback, { onEpochEnd: (_, l) => void logs.push({ ...l }) }],
    });
  };
  await expectNoLeak(run);
  expect(callback.stoppedEpoch).toBe(3);
  expect(callback.bestEpoch).toBe(0);
  expect((await model.evaluate(x, y)).loss).toBeCloseTo(logs[0]!.val_loss!, 4);
  expect(logs[3]!.val_loss).toBeGreaterThan(logs[0]!.val_loss!);
  expect(best).toBeGreaterThan(0);
  model.dispose();
});

test('says which logs there are when the one to monitor is missing', () => {
  expect(() => earlyStopping().onEpochEnd!(0, { loss: 1 })).toThrow(
    'earlyStopping: there is no "val_loss" to monitor, only "loss". Is there validation data?',
  );
  expect(() => earlyStopping({ patience: -1 })).toThrow(
    'earlyStopping: patience must be a non-negative number, got -1.',
  );
  expect(() => earlyStopping({ mode: 'most' as never })).toThrow(
    'earlyStopping: mode must be "auto" or "min" or "max", got "most".',
  );
});
