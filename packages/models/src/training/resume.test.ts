import { relu, softmax } from '@tenonjs/activations';
import type { Callback, Storage } from '@tenonjs/contracts';
import { batchNormalization, dense, dropout } from '@tenonjs/layers';
import { meanAbsoluteError, sparseCategoricalCrossentropy } from '@tenonjs/losses';
import { accuracy } from '@tenonjs/metrics';
import { adam, exponentialDecay, sgd } from '@tenonjs/optimizers';
import { expectNoLeak } from '@tenonjs/testing';
import { ones } from '@tensorflow/tfjs-core';
import { describe, expect, test } from 'vitest';
import { blobs, inMemory } from '../../testing/blobs.js';
import { backupAndRestore } from '../callbacks/backupAndRestore.js';
import { earlyStopping } from '../callbacks/earlyStopping.js';
import { lambdaCallback } from '../callbacks/lambdaCallback.js';
import type { Model } from '../model.js';
import { sequential } from '../sequential.js';
import type { StreamBatch } from './data.js';
import type { FitOptions } from './fit.js';

const { x, y } = blobs(60);

/** All that a step's numbers hang on: dropout, moving averages, momentum, a schedule, accumulation. */
function fresh(learningRate: number | ((step: number) => number) = decay, options = {}): Model {
  const model = sequential(
    [
      dense({ units: 8, activation: relu }),
      batchNormalization(),
      dropout({ rate: 0.3 }),
      dense({ units: 3, activation: softmax }),
    ],
    { seed: 7 },
  );
  model.compile({
    optimizer: adam({ learningRate, gradientAccumulationSteps: 2, ...options }),
    loss: sparseCategoricalCrossentropy,
    metrics: [accuracy()],
  });
  return model;
}

const decay = exponentialDecay({ initialLearningRate: 0.05, decaySteps: 3, decayRate: 0.9 });
const common = { batchSize: 8, verbose: 0, validationSplit: 0.2 } as const;

const killedAt = (when: number): Callback => {
  let batches = 0;
  return {
    // After the checkpoint is written.
    savesTraining: true,
    onBatchEnd() {
      if (++batches === when) throw new Error('killed');
    },
  };
};

const numbers = async (model: Model): Promise<number[][]> =>
  (await model.getWeights()).map(({ data }) => Array.from(data));

/** Trains with deaths after these numbers of batches; each time another program goes on. */
async function withDeaths(
  make: () => Model,
  fit: (model: Model, options: FitOptions) => Promise<{ history: unknown }>,
  deaths: readonly number[],
  callbacks: () => Callback[] = () => [],
): Promise<{ weights: number[][]; history: unknown }> {
  const storage = inMemory();
  for (const death of [...deaths, Number.POSITIVE_INFINITY]) {
    const model = make();
    const options = {
      resumeFrom: { ...storage, has: async (name: string) => name in storage.files },
      callbacks: [...callbacks(), backupAndRestore(storageOf(storage), { saveFreq: 1 }), killedAt(death)],
    };
    try {
      const { history } = await fit(model, options);
      return { weights: await numbers(model), history };
    } catch (error) {
      expect((error as Error).message).toBe('killed');
    } finally {
      model.dispose();
    }
  }
  throw new Error('it never ended');
}

const storageOf = (storage: Storage & { files: Record<string, Uint8Array> }): Storage => ({
  ...storage,
  has: async (name) => name in storage.files,
});

describe('training that is killed and goes on ends as if it had never stopped, to the last bit', () => {
  test.each([
    ['a schedule', () => fresh()],
    ['a rate that a callback lowers', () => fresh(0.05)],
  ])('with %s: weights and history', async (_, make) => {
    const callbacks = (): Callback[] => [
      earlyStopping({ monitor: 'loss', patience: 3, restoreBestWeights: true }),
      lambdaCallback({ onEpochEnd: (epoch) => void (epoch === 0 && lower()) }),
    ];
    let lower = (): void => {};
    const fit = (model: Model, options: FitOptions): Promise<{ history: unknown }> => {
      if (_ !== 'a schedule') lower = () => Object.assign(model.optimizer, { learningRate: 0.01 });
      return model.fit(x, y, { ...common, epochs: 4, ...options });
    };
    const whole = make();
    const { history } = await fit(whole, { callbacks: callbacks() });
    const expected = await numbers(whole);
    whole.dispose();
    // Within the first epoch, at its end, in a row without progress between, in the last.
    const resumed = await withDeaths(make, fit, [2, 4, 1, 3, 7], callbacks);
    expect(resumed.weights).toEqual(expected);
    expect(resumed.history).toEqual(history);
  });

  test.each([[undefined], [4]])('on a stream, with %s steps an epoch', async (stepsPerEpoch) => {
    const batches: StreamBatch[] = [0, 1, 2, 3, 4].map((i) => [
      { data: x.data.subarray(i * 16, i * 16 + 16), shape: [8, 2] },
      { data: y.data.subarray(i * 8, i * 8 + 8), shape: [8] },
    ]);
    const fit = (model: Model, options: FitOptions): Promise<{ history: unknown }> =>
      model.fit(
        { [Symbol.iterator]: () => batches[Symbol.iterator]() },
        { verbose: 0, epochs: 3, ...(stepsPerEpoch && { stepsPerEpoch }), ...options },
      );
    const whole = fresh();
    const { history } = await fit(whole, {});
    const expected = await numbers(whole);
    whole.dispose();
    // Within an epoch, and right at its end.
    const resumed = await withDeaths(() => fresh(), fit, [3, 1, 1, 3, 2]);
    expect(resumed.weights).toEqual(expected);
    expect(resumed.history).toEqual(history);
  });

  test('early stopping stays stopped', async () => {
    const storage = storageOf(inMemory());
    const options = (): FitOptions => ({
      ...common,
      epochs: 9,
      resumeFrom: storage,
      callbacks: [earlyStopping({ monitor: 'loss', baseline: -1, patience: 2 }), backupAndRestore(storage)],
    });
    const [first, second] = [fresh(), fresh()];
    const { epoch } = await first.fit(x, y, options());
    expect(epoch).toEqual([0, 1]);
    expect((await second.fit(x, y, options())).epoch).toEqual([0, 1]);
    expect(await numbers(second)).toEqual(await numbers(first));
    first.dispose();
    second.dispose();
  });
});

describe('a checkpoint cut short', () => {
  test('never replaces a good one', async () => {
    const memory = inMemory();
    let writes = 0;
    /** Dies in the middle of its seventh write. */
    const frail: Storage = {
      ...storageOf(memory),
      async write(files) {
        if (++writes === 7) {
          for (const [name, bytes] of Object.entries(files)) memory.files[name] = bytes.slice(0, bytes.length / 2);
          throw new Error('killed');
        }
        await memory.write(files);
      },
    };
    const whole = fresh();
    await whole.fit(x, y, { ...common, epochs: 2 });
    const model = fresh();
    const backup = backupAndRestore(frail, { saveFreq: 1 });
    await expect(model.fit(x, y, { ...common, epochs: 2, callbacks: [backup] })).rejects.toThrow('killed');
    const next = fresh();
    await next.fit(x, y, { ...common, epochs: 2, resumeFrom: frail });
    expect(await numbers(next)).toEqual(await numbers(whole));
    for (const each of [whole, model, next]) each.dispose();
  });

  test('or damaged later is passed over for the one before', async () => {
    const memory = inMemory();
    const storage = storageOf(memory);
    const model = fresh();
    await model.fit(x, y, { ...common, epochs: 2, callbacks: [backupAndRestore(storage, { keepLast: 2 })] });
    const { checkpoints } = JSON.parse(new TextDecoder().decode(memory.files['checkpoints.json']));
    memory.files[checkpoints[1].file] = memory.files[checkpoints[1].file]!.slice(0, 100);
    const next = fresh();
    await next.fit(x, y, { ...common, epochs: 2, resumeFrom: storage });
    expect(await numbers(next)).toEqual(await numbers(model));
    for (const { file } of checkpoints) memory.files[file] = new Uint8Array(4);
    await expect(next.fit(x, y, { ...common, resumeFrom: storage })).rejects.toThrow(
      new Error('fit: the weights are damaged: 4 bytes are too few for a safetensors file.'),
    );
    model.dispose();
    next.dispose();
  });
});

test('a run of other batches is refused', async () => {
  const storage = storageOf(inMemory());
  const model = fresh();
  await model.fit(x, y, { ...common, callbacks: [backupAndRestore(storage)] });
  await expect(model.fit(x, y, { ...common, batchSize: 4, resumeFrom: storage })).rejects.toThrow(
    new RangeError('fit: resumeFrom was trained with batchSize 8, got 4.'),
  );
  model.dispose();
});

test('leaves no tensor behind', async () => {
  await expectNoLeak(async () => {
    const storage = storageOf(inMemory());
    for (const epochs of [1, 2]) {
      const model = fresh();
      await model.fit(x, y, {
        ...common,
        epochs,
        resumeFrom: storage,
        callbacks: [
          earlyStopping({ monitor: 'loss', restoreBestWeights: true }),
          backupAndRestore(storage, { saveFreq: 2 }),
        ],
      });
      model.dispose();
    }
  });
});

test('accumulating four batches of 8 is a batch of 32', async () => {
  const one = {
    x: { ...x, data: x.data.slice(0, 64), shape: [32, 2] },
    y: { ...y, data: y.data.slice(0, 32), shape: [32] },
  };
  const after = async (batchSize: number, gradientAccumulationSteps: number): Promise<number[][]> => {
    const model = sequential([dense({ units: 8, activation: relu }), dense({ units: 3, activation: softmax })], {
      seed: 3,
    });
    model.compile({
      optimizer: adam({ learningRate: 0.01, gradientAccumulationSteps }),
      loss: sparseCategoricalCrossentropy,
    });
    await model.fit(one.x, one.y, { epochs: 5, batchSize, shuffle: false, verbose: 0 });
    const weights = await numbers(model);
    model.dispose();
    return weights;
  };
  const [micro, whole] = [await after(8, 4), await after(32, 1)];
  for (const [i, weight] of whole.entries())
    for (const [j, value] of weight.entries()) expect(Math.abs(micro[i]![j]! - value)).toBeLessThan(1e-6);
});

test('useEma leaves the averages in the model', async () => {
  const weightsAfter = async (options: object): Promise<number[][]> => {
    const model = sequential([dense({ units: 1, useBias: false, kernelInitializer: (shape) => ones([...shape]) })], {
      seed: 1,
    });
    model.compile({ optimizer: sgd({ learningRate: 0.5, ...options }), loss: meanAbsoluteError });
    // The gradient is 1: the weight goes 1, 0.5, 0, −0.5.
    await model.fit(
      { data: new Float32Array([1, 1, 1]), shape: [3, 1] },
      { data: new Float32Array(3).fill(-9), shape: [3, 1] },
      { batchSize: 1, verbose: 0 },
    );
    const weights = await numbers(model);
    model.dispose();
    return weights;
  };
  expect(await weightsAfter({})).toEqual([[-0.5]]);
  // 0.5, then halfway to 0, then halfway to −0.5.
  expect(await weightsAfter({ useEma: true, emaMomentum: 0.5 })).toEqual([[-0.125]]);
});
