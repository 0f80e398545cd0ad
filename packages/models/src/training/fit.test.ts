import { softmax } from '@tenonjs/activations';
import type { Callback, Layer, Logs } from '@tenonjs/contracts';
import { dense } from '@tenonjs/layers';
import { meanSquaredError, sparseCategoricalCrossentropy } from '@tenonjs/losses';
import { accuracy } from '@tenonjs/metrics';
import { sgd } from '@tenonjs/optimizers';
import { expectClose } from '@tenonjs/testing';
import {
  mean,
  reshape,
  type Scalar,
  square,
  sub,
  type Tensor,
  type Tensor1D,
  tensor,
  tensor2d,
  tidy,
} from '@tensorflow/tfjs-core';
import { describe, expect, test, vi } from 'vitest';
import { blobs, inMemory, still } from '../../testing/blobs.js';
import type { Model } from '../model.js';
import { sequential } from '../sequential.js';

const quiet = { verbose: 0 } as const;

function classifier(optimizer = still): Model {
  const model = sequential([dense({ units: 3, activation: softmax, inputShape: [2] })], { seed: 5 });
  model.compile({ optimizer, loss: sparseCategoricalCrossentropy, metrics: [accuracy()] });
  return model;
}

/** The loss of each sample, computed here from the predictions. */
async function losses(model: Model): Promise<number[]> {
  const { x, y } = blobs();
  const predicted = await model.predict(x);
  const p = (await predicted.array()) as number[][];
  predicted.dispose();
  return p.map((row, i) => -Math.log(row[y.data[i]!]!));
}

const average = (values: number[]): number => values.reduce((a, b) => a + b, 0) / values.length;

describe('fit and evaluate', () => {
  test('loss and metrics are those of all samples, whatever the batches', async () => {
    const { x, y } = blobs();
    const model = classifier();
    const each = await losses(model);
    for (const batchSize of [1, 7, 32, 90, 1000]) {
      const { loss, accuracy } = await model.evaluate(x, y, { batchSize });
      expectClose(loss!, average(each), 1e-5);
      const { history } = await model.fit(x, y, { ...quiet, batchSize });
      expectClose(history.loss![0]!, average(each), 1e-5);
      expect(history.accuracy![0]).toBeCloseTo(accuracy!, 6);
    }
    model.dispose();
  });

  test('a sample weight multiplies a loss, a class weight too; the sum is still divided by the number of samples', async () => {
    const { x, y } = blobs();
    const model = classifier();
    const each = await losses(model);
    const weights = Float32Array.from({ length: 90 }, (_, i) => (i % 5) / 2);
    const expected = average(each.map((loss, i) => loss * weights[i]!));
    for (const batchSize of [7, 90]) {
      expectClose((await model.evaluate(x, y, { batchSize, sampleWeight: weights })).loss!, expected, 1e-5);
      const { history } = await model.fit(x, y, { ...quiet, batchSize, sampleWeight: weights });
      expectClose(history.loss![0]!, expected, 1e-5);
    }
    const classWeight = { 0: 3, 2: 0.5 };
    const byClass = each.map((loss, i) => loss * [3, 1, 0.5][y.data[i]!]!);
    const { history } = await model.fit(x, y, { ...quiet, batchSize: 8, classWeight });
    expectClose(history.loss![0]!, average(byClass), 1e-5);
    const both = await model.fit(x, y, { ...quiet, classWeight, sampleWeight: weights });
    expectClose(both.history.loss![0]!, average(byClass.map((loss, i) => loss * weights[i]!)), 1e-5);
    model.dispose();
  });

  test('a weight of 2 moves the weights as the sample given twice does', async () => {
    const train = async (x: number[][], y: number[], sampleWeight?: number[]): Promise<unknown> => {
      const model = classifier(sgd({ learningRate: 0.1 * (x.length / 2) }));
      await model.fit(x, y, { ...quiet, ...(sampleWeight && { sampleWeight }), batchSize: 8 });
      const weights = await model.getWeights();
      model.dispose();
      return Array.from(weights[0]!.data);
    };
    const once = await train(
      [
        [1, 2],
        [3, -1],
      ],
      [0, 2],
      [2, 1],
    );
    const twice = await train(
      [
        [1, 2],
        [1, 2],
        [3, -1],
      ],
      [0, 0, 2],
    );
    expectClose(once as number[], twice as number[], 1e-5);
  });

  test('masked time steps count neither in the loss nor in the metrics', async () => {
    // Marks time steps whose first feature is 0 as padding.
    const mark: Layer = {
      type: 'mark',
      weights: {},
      build() {},
      call: (x) => x,
      outputShape: (shape) => shape,
      outputMask: (x) =>
        tidy(() =>
          tensor(
            (x.arraySync() as number[][][]).map((rows) => rows.map(([first]) => first !== 0)),
            undefined,
            'bool',
          ),
        ),
      dispose() {},
    };
    const model = sequential([mark, dense({ units: 3, activation: softmax })], { seed: 2 });
    model.compile({ optimizer: still, loss: sparseCategoricalCrossentropy, metrics: [accuracy()] });
    const x = [
      [
        [1, 2],
        [0, 0],
        [3, 1],
      ],
      [
        [0, 0],
        [0, 0],
        [1, -2],
      ],
      [
        [2, 2],
        [1, 1],
        [-1, 3],
      ],
    ];
    const y = [
      [0, 1, 2],
      [1, 1, 0],
      [2, 1, 0],
    ];
    const predicted = await model.predict(x);
    const p = (await predicted.array()) as number[][][];
    predicted.dispose();
    const kept = x.flatMap((rows, i) =>
      rows.flatMap(([first], t) => (first === 0 ? [] : [{ p: p[i]![t]!, label: y[i]![t]! }])),
    );
    const loss = average(kept.map(({ p, label }) => -Math.log(p[label]!)));
    const right = average(kept.map(({ p, label }) => Number(p.indexOf(Math.max(...p)) === label)));
    for (const batchSize of [1, 2, 3]) {
      const tested = await model.evaluate(x, y, { batchSize });
      expectClose(tested.loss!, loss, 1e-5);
      expectClose(tested.accuracy!, right, 1e-6);
      const { history } = await model.fit(x, y, { ...quiet, batchSize });
      expectClose(history.loss![0]!, loss, 1e-5);
    }
    model.dispose();
  });

  test('a function as a metric is shown under its name, as a mean over samples', async () => {
    const model = sequential([dense({ units: 1, inputShape: [1] })], { seed: 1 });
    model.compile({
      optimizer: still,
      loss: meanSquaredError,
      metrics: [meanSquaredError],
      weightedMetrics: [
        function weighted(t: Tensor, p: Tensor) {
          return meanSquaredError(t, p);
        },
      ],
    });
    const sampleWeight = [1, 0, 0, 0, 3];
    const tested = await model.evaluate([[1], [2], [3], [4], [5]], [[0], [0], [0], [0], [0]], {
      batchSize: 2,
      sampleWeight,
    });
    const w = (await model.getWeights())[0]!.data[0]!;
    expectClose(tested.meanSquaredError!, 11 * w * w, 1e-5);
    expectClose(tested.weighted!, ((1 + 3 * 25) / 4) * w * w, 1e-5);
    model.dispose();
  });

  test('validates on the last samples, every validationFreq epochs, or on the data given', async () => {
    const { x, y } = blobs();
    const model = classifier();
    const each = await losses(model);
    const { history } = await model.fit(x, y, { ...quiet, epochs: 4, validationSplit: 0.1, validationFreq: 2 });
    expect(history.val_loss).toHaveLength(2);
    expectClose(history.val_loss![0]!, average(each.slice(81)), 1e-5);
    expectClose(history.loss![0]!, average(each.slice(0, 81)), 1e-5);
    const given = await model.fit(x, y, { ...quiet, validationData: [x, y], validationBatchSize: 11 });
    expectClose(given.history.val_loss![0]!, average(each), 1e-5);
    model.dispose();
  });

  test('initialEpoch and stepsPerEpoch', async () => {
    const { x, y } = blobs();
    const model = classifier();
    const batches: number[] = [];
    const record = await model.fit(x, y, {
      ...quiet,
      initialEpoch: 3,
      epochs: 5,
      batchSize: 10,
      stepsPerEpoch: 4,
      callbacks: [{ onBatchEnd: (batch) => void batches.push(batch) }],
    });
    expect(record.epoch).toEqual([3, 4]);
    expect(batches).toEqual([0, 1, 2, 3, 0, 1, 2, 3]);
    model.dispose();
  });

  test('takes a stream of batches as it comes', async () => {
    const { x, y } = blobs();
    const model = classifier();
    async function* batches() {
      for (let i = 0; i < 90; i += 30)
        yield [
          { data: x.data.slice(2 * i, 2 * i + 60), shape: [30, 2] },
          { data: y.data.slice(i, i + 30), shape: [30] },
        ] as const;
    }
    const stream = { [Symbol.asyncIterator]: batches };
    const { history } = await model.fit(stream, { ...quiet, epochs: 2, validationData: stream });
    expectClose(history.loss![1]!, average(await losses(model)), 1e-5);
    expectClose(history.val_loss![1]!, history.loss![1]!, 1e-5);
    const seen: number[] = [];
    await model.fit(stream, {
      ...quiet,
      epochs: 2,
      stepsPerEpoch: 2,
      callbacks: [{ onBatchEnd: (batch) => void seen.push(batch) }],
    });
    expect(seen).toEqual([0, 1, 0, 1]);
    await expect(model.fit({ [Symbol.asyncIterator]: async function* () {} }, quiet)).rejects.toThrow(
      'fit: the data gave no batch.',
    );
    model.dispose();
  });

  test('callbacks compose, in order, and may be asynchronous', async () => {
    const { x, y } = blobs(20);
    const model = classifier();
    const seen: string[] = [];
    const listener = (name: string): Callback => ({
      onTrainBegin: async ({ epochs, steps, metrics }) => void seen.push(`${name} train ${epochs} ${steps} ${metrics}`),
      onEpochBegin: (epoch) => void seen.push(`${name} epoch ${epoch}`),
      onBatchBegin: (batch) => void seen.push(`${name} batch ${batch}`),
      onBatchEnd: async (batch, logs) => void seen.push(`${name} batch ${batch} done ${Object.keys(await logs())}`),
      onEpochEnd: (epoch) => void seen.push(`${name} epoch ${epoch} done`),
      onTrainEnd: () => void seen.push(`${name} done`),
    });
    await model.fit(x, y, { ...quiet, callbacks: [listener('a'), listener('b')] });
    expect(seen).toEqual(
      ['train 1 1 loss,accuracy', 'epoch 0', 'batch 0', 'batch 0 done loss,accuracy', 'epoch 0 done', 'done'].flatMap(
        (line) => [`a ${line}`, `b ${line}`],
      ),
    );
    model.dispose();
  });

  test('an aborted signal ends it after the batch, with the whole epochs kept', async () => {
    const { x, y } = blobs();
    const model = classifier(sgd());
    const controller = new AbortController();
    let batches = 0;
    const stop: Callback = {
      onBatchEnd() {
        if (++batches === 14) controller.abort();
      },
    };
    const { epoch, history } = await model.fit(x, y, {
      ...quiet,
      batchSize: 9,
      epochs: 100,
      callbacks: [stop],
      signal: controller.signal,
    });
    expect(batches).toBe(14);
    expect(epoch).toEqual([0]);
    expect(history.loss).toHaveLength(1);
    model.dispose();
  });

  test('timers run while it trains', async () => {
    const { x, y } = blobs();
    const model = classifier(sgd());
    let ticks = 0;
    const timer = setInterval(() => ticks++, 5);
    await model.fit(x, y, { ...quiet, epochs: 60, batchSize: 4 });
    clearInterval(timer);
    expect(ticks).toBeGreaterThan(2);
    model.dispose();
  });

  test('prints a line an epoch, unless told not to or a callback shows progress', async () => {
    const { x, y } = blobs();
    const model = classifier();
    const log = vi.spyOn(console, 'log').mockImplementation(() => {});
    await model.fit(x, y, { epochs: 2 });
    expect(log.mock.calls.flat()).toEqual([
      expect.stringMatching(/^Epoch 1\/2 - loss: \d\.\d{4} - accuracy: \d\.\d{4}$/),
      expect.stringMatching(/^Epoch 2\/2/),
    ]);
    log.mockClear();
    await model.fit(x, y, quiet);
    await model.fit(x, y, { callbacks: [{ showsProgress: true }] });
    expect(log).not.toHaveBeenCalled();
    log.mockRestore();
    model.dispose();
  });

  test('data may be tensors, nested arrays or typed arrays', async () => {
    const { x, y } = blobs();
    const model = classifier();
    const { loss } = await model.evaluate(x, y);
    const [tx, ty] = [tensor2d(x.data, [90, 2]), tensor(y.data, [90], 'int32')];
    expectClose((await model.evaluate(tx, ty)).loss!, loss!, 1e-6);
    expectClose((await model.evaluate((await tx.array()) as number[][], y.data)).loss!, loss!, 1e-6);
    tx.dispose();
    ty.dispose();
    model.dispose();
  });
});

describe('bad input is refused before any work', () => {
  const { x, y } = blobs();
  const refused = async (train: (model: Model) => Promise<unknown>, message: string): Promise<void> => {
    const model = classifier();
    const before = await model.getWeights();
    await expect(train(model)).rejects.toThrow(new RegExp(`^${message.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`));
    expect(await model.getWeights()).toEqual(before);
    model.dispose();
  };
  const short = { data: y.data.slice(1), shape: [89] };

  test.each<[string, (model: Model) => Promise<unknown>, string]>([
    ['x and y of unequal length', (m) => m.fit(x, short, quiet), 'fit: x has 90 samples but y has 89.'],
    [
      'weights of another length',
      (m) => m.fit(x, y, { ...quiet, sampleWeight: [1] }),
      'fit: x has 90 samples but sampleWeight has 1.',
    ],
    [
      'no samples',
      (m) => m.fit({ data: new Float32Array(0), shape: [0, 2] }, { data: new Int32Array(0), shape: [0] }, quiet),
      'fit: x has no samples.',
    ],
    [
      'another input shape',
      (m) => m.fit({ data: x.data, shape: [60, 3] }, { data: y.data.slice(0, 60), shape: [60] }, quiet),
      'fit: the model takes inputs of shape [batch, 2], but x has shape [60, 3].',
    ],
    [
      'another rank',
      (m) => m.predict({ data: x.data, shape: [180] }),
      'predict: the model takes inputs of shape [batch, 2], but x has shape [180].',
    ],
    [
      'a label that is no class',
      (m) => m.fit(x, { data: y.data.map((v, i) => (i === 4 ? 3 : v)), shape: [90] }, quiet),
      "fit: labels must be integers from 0 to 2, the model's last layer having 3 outputs, got 3 at sample 4.",
    ],
    [
      'a negative label',
      (m) => m.evaluate(x, { data: y.data.map((v, i) => (i === 0 ? -1 : v)), shape: [90] }),
      "evaluate: labels must be integers from 0 to 2, the model's last layer having 3 outputs, got -1 at sample 0.",
    ],
    [
      'validationSplit 0',
      (m) => m.fit(x, y, { ...quiet, validationSplit: 0 }),
      'fit: validationSplit must be between 0 and 1, both excluded, got 0; leave it out to train without validation.',
    ],
    [
      'validationSplit 1',
      (m) => m.fit(x, y, { ...quiet, validationSplit: 1 }),
      'fit: validationSplit must be between 0 and 1, both excluded, got 1; leave it out to train without validation.',
    ],
    [
      'a split that leaves nothing',
      (m) => m.fit(x, y, { ...quiet, validationSplit: 0.999 }),
      'fit: validationSplit 0.999 of 90 samples leaves none to train on.',
    ],
    [
      'batchSize 0',
      (m) => m.fit(x, y, { ...quiet, batchSize: 0 }),
      'fit: batchSize must be a positive integer, got 0.',
    ],
    ['epochs 1.5', (m) => m.fit(x, y, { ...quiet, epochs: 1.5 }), 'fit: epochs must be a positive integer, got 1.5.'],
    ['verbose 3', (m) => m.fit(x, y, { verbose: 3 as never }), 'fit: verbose must be 0 or 1 or 2, got 3.'],
    ['ragged rows', (m) => m.fit([[1, 2], [3]], [0, 1], quiet), 'fit: x is ragged: its rows must all have shape [2].'],
    [
      'text',
      (m) => m.fit('x' as never, y, quiet),
      'fit: x must be a tensor, { data, shape }, a typed array or nested arrays, got string.',
    ],
    [
      'a shape that does not fit the data',
      (m) => m.fit({ data: x.data, shape: [90, 3] }, y, quiet),
      'fit: x has shape [90, 3], which takes 270 values, but holds 180.',
    ],
    [
      'a negative class weight',
      (m) => m.fit(x, y, { ...quiet, classWeight: { 1: -1 } }),
      'fit: classWeight must hold non-negative numbers, got -1 for class 1.',
    ],
  ])('%s', (_, train, message) => refused(train, message));

  test('fit before compile, weights before there are any', async () => {
    const model = sequential([dense({ units: 3 })]);
    await expect(model.fit(x, y)).rejects.toThrow('sequential: call compile({ optimizer, loss }) first.');
    await expect(model.saveWeights(inMemory())).rejects.toThrow(
      'sequential: it has no weights yet; build it with an input shape, or give its first layer inputShape.',
    );
  });

  test('nothing to train', async () => {
    const model = sequential([dense({ units: 3, trainable: false, inputShape: [2] })]);
    model.compile({ optimizer: sgd(), loss: sparseCategoricalCrossentropy });
    await expect(model.fit(x, y, quiet)).rejects.toThrow('fit: nothing to train: no layer has trainable weights.');
    model.dispose();
  });

  test('a loss that does not give a value a sample', async () => {
    const model = classifier();
    model.compile({
      optimizer: still,
      loss: ((t: Tensor, p: Tensor) => mean(sub(p, reshape(t, [-1, 1]))) as Scalar) as never,
    });
    await expect(model.evaluate(tensor2d([[1, 2]]), [0])).rejects.toThrow(
      /the loss must give one value for each of the 1 samples, shape \[1\], got shape \[\]/,
    );
    model.dispose();
  });

  test('an operation without a gradient names the package that has it', async () => {
    const model = sequential([dense({ units: 1, inputShape: [2] })]);
    model.compile({ optimizer: sgd(), loss: (t, p) => mean(square(sub(p, t)), 1) as Tensor1D });
    await expect(model.fit([[1, 2]], [[1]], quiet)).rejects.toThrow(
      'fit: tfjs-core has no gradient registered for Mean, which a layer or loss of yours uses; call registerGradients() of @tenonjs/gradients once before training.',
    );
    model.dispose();
  });

  test('a callback that throws ends training and leaks nothing', async () => {
    const model = classifier();
    const failing: Callback = {
      onEpochEnd(_: number, logs: Logs) {
        throw new Error(`disk full at ${Object.keys(logs)}`);
      },
    };
    await expect(model.fit(x, y, { ...quiet, callbacks: [failing] })).rejects.toThrow('disk full at loss,accuracy');
    model.dispose();
  });
});
