import { relu, softmax } from '@tenonjs/activations';
import {
  add,
  batchNormalization,
  concatenate,
  conv2d,
  dense,
  dropout,
  embedding,
  flatten,
  globalAveragePooling2d,
  l2,
  maxPooling2d,
  reshape,
} from '@tenonjs/layers';
import { meanSquaredError, sparseCategoricalCrossentropy } from '@tenonjs/losses';
import { accuracy, meanAbsoluteError as meanAbsoluteErrorMetric } from '@tenonjs/metrics';
import { adam, sgd } from '@tenonjs/optimizers';
import { expectClose, expectNoLeak } from '@tenonjs/testing';
import { cast, type Tensor, tensor2d, tidy } from '@tensorflow/tfjs-core';
import { describe, expect, test } from 'vitest';
import { blobs, inMemory, still } from '../../testing/blobs.js';
import { sequential } from '../sequential.js';
import { load } from '../serialization/load.js';
import { apply } from './apply.js';
import { graph } from './graph.js';
import { input } from './input.js';

const quiet = { verbose: 0 } as const;
const parts = {
  graph,
  dense,
  relu,
  softmax,
  add,
  concatenate,
  embedding,
  flatten,
  dropout,
  l2,
  conv2d,
  maxPooling2d,
  batchNormalization,
  globalAveragePooling2d,
  reshape,
};

/** Two inputs, one of tokens; two outputs by name; a shared layer, a residual connection, a model within. */
function forked(seed?: number) {
  const tokens = input({ shape: [3], dtype: 'int32', name: 'tokens' });
  const points = input({ shape: [2], name: 'points' });
  const shared = dense({ units: 4, activation: relu, name: 'shared', kernelRegularizer: l2({ l2: 0.01 }) });
  const words = apply(flatten(), apply(embedding({ inputDim: 5, outputDim: 2 }), tokens));
  const wide = apply(dense({ units: 4 }), words);
  const [a, b] = [apply(shared, wide), apply(shared, apply(dense({ units: 4 }), points))];
  const body = sequential([dense({ units: 4, activation: relu }), dropout({ rate: 0.2 })], { name: 'body' });
  const joined = apply(add(), [a, apply(body, b)]);
  return graph({
    inputs: { tokens, points },
    outputs: {
      category: apply(dense({ units: 3, activation: softmax, name: 'classify' }), joined),
      score: apply(dense({ units: 1, name: 'rate' }), apply(concatenate(), [joined, points])),
    },
    name: 'forked',
    ...(seed !== undefined && { seed }),
  });
}

function samples(n = 24) {
  const { x, y } = blobs(n);
  const tokens = Int32Array.from({ length: 3 * n }, (_, i) => (i * 7 + y.data[Math.floor(i / 3)]!) % 5);
  const score = Float32Array.from({ length: n }, (_, i) => x.data[2 * i]! - x.data[2 * i + 1]!);
  return {
    x: { tokens: { data: tokens, shape: [n, 3] }, points: x },
    y: { category: y, score: { data: score, shape: [n, 1] } },
  };
}

const numbers = (x: Tensor): number[] => Array.from(x.dataSync());

describe('graph', () => {
  test('computes what its layers compute, called one by one', () => {
    const a = input({ shape: [2] });
    const [one, two, three] = [dense({ units: 3, activation: relu }), dense({ units: 3 }), dense({ units: 2 })];
    const h = apply(one, a);
    const model = graph({ inputs: a, outputs: apply(three, apply(add(), [h, apply(two, h), h])), seed: 1 });
    const x = tensor2d([
      [1, -2],
      [0.5, 3],
    ]);
    tidy(() => {
      const hidden = one.call(x);
      const expected = three.call(add().call([hidden, two.call(hidden), hidden]));
      expectClose(model.call(x), numbers(expected), 0);
      expectClose(model.predictOnBatch(x), numbers(expected), 0);
    });
    expect(model.outputShape([null, 2])).toEqual([null, 2]);
    expect(model.layers.map(({ name }) => name)).toEqual(['input', 'dense', 'dense_1', 'add', 'dense_2']);
    model.dispose();
    x.dispose();
  });

  test('trains several inputs, outputs, losses and metrics by name, and logs them as Keras does', async () => {
    const { x, y } = samples();
    const model = forked(3);
    model.compile({
      optimizer: adam({ learningRate: 0.1 }),
      loss: { category: sparseCategoricalCrossentropy, score: meanSquaredError },
      lossWeights: { score: 0.5 },
      metrics: { category: [accuracy()], score: [meanAbsoluteErrorMetric()] },
    });
    const { history } = await model.fit(x, y, { ...quiet, epochs: 12, batchSize: 9, validationSplit: 0.25 });
    const own = ['loss', 'category_loss', 'score_loss', 'category_accuracy', 'score_meanAbsoluteError'];
    expect(Object.keys(history)).toEqual([...own, ...own.map((name) => `val_${name}`)]);
    expect(history.loss!.at(-1)).toBeLessThan(history.loss![0]! / 3);
    expect(history.category_accuracy!.at(-1)).toBeGreaterThan(0.9);
    const predicted = await model.predict(x, { batchSize: 7 });
    expect([predicted.category.shape, predicted.score.shape]).toEqual([
      [24, 3],
      [24, 1],
    ]);
    predicted.category.dispose();
    predicted.score.dispose();
    model.dispose();
  });

  test('the loss is the weighted sum of the outputs’ losses and the penalties, whatever the batches', async () => {
    const { x, y } = samples(10);
    const model = forked(4);
    const loss = { category: sparseCategoricalCrossentropy, score: meanSquaredError };
    model.compile({ optimizer: still, loss, lossWeights: { category: 2, score: 0.25 } });
    const { category, score } = await model.predict(x);
    const mean = (values: number[]): number => values.reduce((a, b) => a + b) / values.length;
    const kernel = numbers(model.weights['shared/kernel']!);
    const penalty = 0.01 * kernel.reduce((sum, w) => sum + w * w, 0);
    const weights = Float32Array.from({ length: 10 }, (_, i) => (i % 3) / 2);
    const rows = (await category.array()) as number[][];
    const categoryLosses = rows.map((p, i) => -Math.log(p[y.category.data[i]!]!) * weights[i]!);
    const scoreLosses = numbers(score).map((p, i) => (p - y.score.data[i]!) ** 2);
    for (const batchSize of [3, 10]) {
      const logs = await model.evaluate(x, y, { batchSize, sampleWeight: { category: weights } });
      expect(Object.keys(logs)).toEqual(['loss', 'category_loss', 'score_loss']);
      expectClose(logs.category_loss!, mean(categoryLosses), 1e-5);
      expectClose(logs.score_loss!, mean(scoreLosses), 1e-5);
      expectClose(logs.loss!, 2 * mean(categoryLosses) + 0.25 * mean(scoreLosses) + penalty, 1e-5);
    }
    category.dispose();
    score.dispose();
    model.dispose();
  });

  test('a step moves each weight by its gradient, summed over the uses of a shared layer', async () => {
    const a = input({ shape: [1], name: 'a' });
    const b = input({ shape: [1], name: 'b' });
    const shared = dense({ units: 1, useBias: false, name: 'shared' });
    const model = graph({ inputs: [a, b], outputs: [apply(shared, a), apply(shared, apply(shared, b))], seed: 1 });
    model.compile({ optimizer: sgd({ learningRate: 0.1 }), loss: meanSquaredError, lossWeights: [1, 3] });
    await model.setWeights([[[0.5]]]);
    expect(model.countParams()).toBe(1);
    // loss = (w·2 − 1)² + 3 (w²·3 − 1)², so dL/dw = 4 (2w − 1) + 36 w (3w² − 1) = −4.5 at w = ½
    const logs = await model.trainOnBatch([[[2]], [[3]]], [[[1]], [[1]]]);
    expectClose(logs.loss!, 0 + 3 * 0.0625, 1e-6);
    expect(Object.keys(logs)).toEqual(['loss', 'shared_loss', 'shared_1_loss']);
    expectClose((await model.getWeights())[0]!.data[0]!, 0.5 + 0.45, 1e-6);
    const [x, z, y] = [tensor2d([[2]]), tensor2d([[3]]), tensor2d([[1]])];
    await expectNoLeak(() => model.trainStep([x, z], [y, y]).dispose());
    model.dispose();
  });

  test('a stream gives batches of several inputs and outputs', async () => {
    const { x, y } = samples(12);
    const model = forked(5);
    model.compile({ optimizer: still, loss: { category: sparseCategoricalCrossentropy, score: meanSquaredError } });
    const whole = await model.evaluate(x, y);
    const part = <T extends { data: Float32Array | Int32Array; shape: number[] }>(
      array: T,
      from: number,
      to: number,
    ) => {
      const size = array.data.length / 12;
      return { data: array.data.slice(from * size, to * size), shape: [to - from, ...array.shape.slice(1)] };
    };
    const cut = (from: number, to: number) =>
      [
        { tokens: part(x.tokens as never, from, to), points: part(x.points as never, from, to) },
        { category: part(y.category as never, from, to), score: part(y.score, from, to) },
      ] as const;
    const stream = {
      *[Symbol.iterator]() {
        yield cut(0, 5);
        yield cut(5, 12);
      },
    };
    const streamed = await model.evaluate(stream);
    for (const name of Object.keys(whole)) expectClose(streamed[name]!, whole[name]!, 1e-5);
    const { history } = await model.fit(stream, { ...quiet, validationData: [x, y] });
    expectClose(history.val_loss![0]!, whole.loss!, 1e-5);
    model.dispose();
  });

  test('an output without a loss needs no targets', async () => {
    const a = input({ shape: [2] });
    const hidden = apply(dense({ units: 2, name: 'hidden' }), a);
    const model = graph({ inputs: a, outputs: [hidden, apply(dense({ units: 1, name: 'out' }), hidden)], seed: 1 });
    model.compile({ optimizer: sgd(), loss: [null, meanSquaredError], metrics: { out: [meanSquaredError] } });
    const { history } = await model.fit([[1, 2]], { out: [[1]] }, quiet);
    expect(Object.keys(history)).toEqual(['loss', 'out_loss', 'out_meanSquaredError']);
    model.dispose();
  });

  test('data and tensors come in the type of their input', async () => {
    const types: string[] = [];
    const watch = () => ({
      type: 'watch',
      weights: {},
      build() {},
      call(x: Tensor) {
        types.push(x.dtype);
        return cast(x, 'float32');
      },
      outputShape: (shape: readonly (number | null)[]) => shape,
      dispose() {},
    });
    for (const dtype of ['float32', 'int32', 'bool'] as const) {
      const x = input({ shape: [2], dtype });
      const model = graph({ inputs: x, outputs: apply(watch(), x) });
      for (const given of [
        [[1, 0]],
        { data: Int32Array.of(1, 0), shape: [1, 2] },
        { data: Uint8Array.of(1, 0), shape: [1, 2] },
      ]) {
        const y = await model.predict(given);
        expect(numbers(y)).toEqual([1, 0]);
        y.dispose();
      }
      expect(types.splice(0)).toEqual([dtype, dtype, dtype]);
    }
  });

  test('the same seed gives the same weights and losses, in a model within too', async () => {
    const { x, y } = samples(12);
    const train = async (seed: number): Promise<unknown> => {
      const model = forked(seed);
      model.compile({ optimizer: adam(), loss: { category: sparseCategoricalCrossentropy, score: meanSquaredError } });
      const { history } = await model.fit(x, y, { ...quiet, epochs: 2, batchSize: 5 });
      model.dispose();
      return history.loss;
    };
    expect(await train(1)).toEqual(await train(1));
    expect(await train(1)).not.toEqual(await train(2));
  });

  test('saved and loaded, it predicts the same and goes on as if it had never stopped', async () => {
    const { x, y } = samples(12);
    const loss = { category: sparseCategoricalCrossentropy, score: meanSquaredError };
    const [whole, first] = [forked(9), forked(9)];
    const storage = inMemory();
    for (const model of [whole, first]) {
      model.compile({ optimizer: adam(), loss });
      await model.fit(x, y, { ...quiet, epochs: 1, batchSize: 5 });
    }
    await first.save(storage);
    const again = await load<{ tokens: never; points: never }, { category: never; score: never }>(storage, parts);
    expect(again.name).toBe('forked');
    const [a, b] = [await first.predict(x), (await again.predict(x)) as unknown as { category: Tensor; score: Tensor }];
    expectClose(b.category, numbers(a.category), 0);
    expectClose(b.score, numbers(a.score), 0);
    again.compile({ optimizer: adam(), loss } as never);
    await again.fit(x as never, y as never, { ...quiet, initialEpoch: 1, epochs: 2, batchSize: 5 });
    await whole.fit(x, y, { ...quiet, initialEpoch: 1, epochs: 2, batchSize: 5 });
    expect(await again.getWeights()).toEqual(await whole.getWeights());
    expect(Object.keys(again.weights)).toEqual(Object.keys(whole.weights));
    for (const owned of [a.category, a.score, b.category, b.score, whole, first, again]) owned.dispose();
  });

  test('nothing leaks in fit, evaluate, predict, or once all is disposed', async () => {
    const { x, y } = samples(12);
    const run = async (): Promise<void> => {
      const model = forked();
      model.compile({
        optimizer: adam(),
        loss: { category: sparseCategoricalCrossentropy, score: meanSquaredError },
        metrics: { category: [accuracy()] },
      });
      await model.fit(x, y, { ...quiet, batchSize: 5 });
      await expectNoLeak(() => model.fit(x, y, { ...quiet, batchSize: 5, validationSplit: 0.3 }));
      await expectNoLeak(() => model.evaluate(x, y));
      await expectNoLeak(async () => {
        for (const output of Object.values(await model.predict(x, { batchSize: 5 }))) output.dispose();
      });
      const storage = inMemory();
      await model.save(storage);
      (await load(storage, parts)).dispose();
      model.dispose();
    };
    await run();
    await expectNoLeak(run);
  });
});
