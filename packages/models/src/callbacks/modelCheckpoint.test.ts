import { softmax } from '@tenonjs/activations';
import { dense } from '@tenonjs/layers';
import { sparseCategoricalCrossentropy } from '@tenonjs/losses';
import { adam } from '@tenonjs/optimizers';
import { expectClose } from '@tenonjs/testing';
import { expect, test } from 'vitest';
import { blobs, inMemory } from '../../testing/blobs.js';
import { sequential } from '../sequential.js';
import { load } from '../serialization/load.js';
import { type ModelCheckpointOptions, modelCheckpoint } from './modelCheckpoint.js';

/** The epochs at which it saved, for these values of the monitored log. */
async function saves(values: number[], options: ModelCheckpointOptions): Promise<number[]> {
  const saved: number[] = [];
  let epoch = 0;
  const callback = modelCheckpoint(inMemory(), { monitor: 'loss', ...options });
  callback.setModel!({ save: async () => void saved.push(epoch) } as never);
  for (const value of values) {
    await callback.onEpochEnd!(epoch, { loss: value });
    epoch++;
  }
  return saved;
}

test('saves every epoch, or only the best', async () => {
  expect(await saves([3, 4, 2, 2, 1], {})).toEqual([0, 1, 2, 3, 4]);
  expect(await saves([3, 4, 2, 2, 1], { saveBestOnly: true })).toEqual([0, 2, 4]);
  expect(await saves([3, 4, 2, 2, 1], { saveBestOnly: true, mode: 'max' })).toEqual([0, 1]);
  expect(await saves([3, 4, 2, 2, 1], { saveBestOnly: true, initialValueThreshold: 2 })).toEqual([4]);
});

test('saves every n batches, each to its own place where asked', async () => {
  const { x, y } = blobs(40);
  const model = sequential([dense({ units: 3, activation: softmax })], { seed: 1 });
  model.compile({ optimizer: adam(), loss: sparseCategoricalCrossentropy });
  const places: number[] = [];
  const files: Record<string, Uint8Array> = {};
  const storage = (epoch: number) => {
    places.push(epoch);
    return inMemory(files);
  };
  await model.fit(x, y, {
    epochs: 2,
    batchSize: 10,
    verbose: 0,
    callbacks: [modelCheckpoint(storage, { saveFreq: 3 })],
  });
  expect(places).toEqual([0, 1]);
  const saved = await load(inMemory(files), { dense, softmax });
  const [a, b] = [await saved.predict(x), await model.predict(x)];
  // The sixth batch of eight was saved.
  expect(Math.abs(a.dataSync()[0]! - b.dataSync()[0]!)).toBeGreaterThan(0);
  expectClose(a, b, 0.1);
  for (const owned of [a, b, saved, model]) owned.dispose();
});

test('refuses a frequency that is none', () => {
  expect(() => modelCheckpoint(inMemory(), { saveFreq: 0 })).toThrow(
    'modelCheckpoint: saveFreq must be a positive integer, got 0.',
  );
});
