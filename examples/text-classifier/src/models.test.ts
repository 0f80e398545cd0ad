import { activate } from '@tenonjs/backend-wasm';
import { binaryCrossentropy } from '@tenonjs/losses';
import { backupAndRestore } from '@tenonjs/models';
import { adam } from '@tenonjs/optimizers';
import { memory, type Tensor, tensor2d } from '@tensorflow/tfjs-core';
import { beforeAll, expect, test } from 'vitest';
import { trainingBatches } from './data.js';
import { classifier } from './models.js';

beforeAll(async () => {
  await activate();
});

test('attention counts words alone, sums to 1, and makes the verdict that the trained model gives; no tensor is left', async () => {
  const before = memory().numTensors;
  const { model, judge } = classifier({ vocabularySize: 9, units: 8, heads: 2, layers: 1, dropout: 0.3, seed: 1 });
  const ids = tensor2d(
    [
      [3, 4, 5, 0, 0],
      [6, 7, 8, 2, 1],
    ],
    [2, 5],
    'int32',
  );
  const { positive, attention } = judge.predictOnBatch(ids);
  const verdict = model.predictOnBatch(ids) as Tensor;
  expect([...(await positive.data())]).toEqual([...(await verdict.data())]);
  const weights = ((await attention.array()) as number[][][]).map((row) => row.flat());
  expect(weights[0]!.slice(3)).toEqual([0, 0]);
  for (const row of weights) expect(row.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 5);
  // Alone, without padding, a sentence is judged the same.
  const alone = tensor2d([[3, 4, 5]], [1, 3], 'int32');
  const same = model.predictOnBatch(alone) as Tensor;
  expect((await same.data())[0]).toBeCloseTo((await verdict.data())[0]!, 5);
  for (const each of [ids, positive, attention, verdict, alone, same]) each.dispose();
  model.dispose();
  expect(memory().numTensors).toBe(before);
});

test('training that is broken off and resumed reads the sentences, and drops the words, that were due', async () => {
  const samples = Array.from({ length: 22 }, (_, i) => ({
    x: Int32Array.from({ length: 2 + (i % 4) }, (_, t) => 2 + ((3 * i + 5 * t) % 9)),
    y: [i % 2] as const,
  }));
  const files: Record<string, Uint8Array> = {};
  const storage = {
    has: async (name: string) => name in files,
    read: async (name: string) => files[name]!,
    write: async (written: Readonly<Record<string, Uint8Array>>) => void Object.assign(files, written),
  };
  const trained = async (epochs: number, resume: boolean): Promise<number[]> => {
    const { model } = classifier({ vocabularySize: 11, units: 8, heads: 2, layers: 1, dropout: 0.3, seed: 1 });
    model.compile({ optimizer: adam(), loss: binaryCrossentropy });
    await model.fit(trainingBatches(samples, 4, 0.25, 1), {
      epochs,
      stepsPerEpoch: 6,
      verbose: 0,
      callbacks: [backupAndRestore(storage)],
      ...(resume && { resumeFrom: storage }),
    });
    const weights = (await model.getWeights()).flatMap(({ data }) => [...data]);
    model.dispose();
    return weights;
  };
  const whole = await trained(4, false);
  const half = await trained(2, false);
  expect(half).not.toEqual(whole);
  expect(await trained(4, true)).toEqual(whole);
});
