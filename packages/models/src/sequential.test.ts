import { relu, softmax } from '@tenonjs/activations';
import { conv2d, dense, dropout, flatten, maxPooling2d } from '@tenonjs/layers';
import { sparseCategoricalCrossentropy } from '@tenonjs/losses';
import { accuracy } from '@tenonjs/metrics';
import { adam } from '@tenonjs/optimizers';
import { expectClose, expectNoLeak } from '@tenonjs/testing';
import { Tensor, tensor } from '@tensorflow/tfjs-core';
import { describe, expect, test } from 'vitest';
import { blobs } from '../testing/blobs.js';
import { sequential } from './sequential.js';

const classifier = (seed = 1) => {
  const model = sequential(
    [dense({ units: 16, activation: relu }), dropout({ rate: 0.2 }), dense({ units: 3, activation: softmax })],
    { seed },
  );
  model.compile({
    optimizer: adam({ learningRate: 0.05 }),
    loss: sparseCategoricalCrossentropy,
    metrics: [accuracy()],
  });
  return model;
};

describe('sequential', () => {
  test('learns to tell three clouds of points apart', async () => {
    const { x, y } = blobs();
    const model = classifier();
    const { history, epoch } = await model.fit(x, y, { epochs: 30, batchSize: 16, validationSplit: 0.2, verbose: 0 });
    expect(Object.keys(history)).toEqual(['loss', 'accuracy', 'val_loss', 'val_accuracy']);
    expect(epoch).toHaveLength(30);
    expect(history.val_accuracy!.at(-1)).toBeGreaterThan(0.95);
    expect(history.loss!.at(-1)).toBeLessThan(history.loss![0]! / 4);
    model.dispose();
  });

  test('the same seed gives the same losses to the last digit, another seed others', async () => {
    const { x, y } = blobs();
    const losses = async (seed: number): Promise<unknown> => {
      const model = classifier(seed);
      const { history } = await model.fit(x, y, { epochs: 3, verbose: 0 });
      model.dispose();
      return history.loss;
    };
    const first = await losses(7);
    expect(await losses(7)).toEqual(first);
    expect(await losses(8)).not.toEqual(first);
  });

  test('the seed decides the first weights whatever is called first', async () => {
    const { x, y } = blobs(9);
    const points = tensor(x.data, [9, 2]);
    const first = async (call: (model: ReturnType<typeof classifier>) => unknown): Promise<unknown> => {
      const model = classifier(3);
      const given = await call(model);
      if (given instanceof Tensor) given.dispose();
      const [kernel] = await model.getWeights();
      model.dispose();
      return kernel;
    };
    const expected = await first((model) => model.build([null, 2]));
    expect(await first((model) => model.predict(x))).toEqual(expected);
    expect(await first((model) => model.predictOnBatch(points))).toEqual(expected);
    expect(await first((model) => model.evaluate(x, y))).toEqual(expected);
    points.dispose();
  });

  test('summary shows what Keras shows of the tutorial’s network', () => {
    const model = sequential([
      conv2d({ filters: 32, kernelSize: 3, activation: relu, inputShape: [28, 28, 1] }),
      maxPooling2d({ poolSize: 2 }),
      flatten(),
      dense({ units: 128, activation: relu }),
      dropout({ rate: 0.5 }),
      dense({ units: 10, activation: softmax }),
    ]);
    let text = '';
    model.summary({
      printFn: (printed) => {
        text = printed;
      },
    });
    expect(text.split('\n')).toEqual(
      [
        'Model: "sequential"',
        '┏━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┳━━━━━━━━━━━━━━━━━━━━┳━━━━━━━━━┓',
        '┃ Layer (type)                 ┃ Output Shape       ┃ Param # ┃',
        '┡━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━╇━━━━━━━━━━━━━━━━━━━━╇━━━━━━━━━┩',
        '│ conv2d (conv2d)              │ [null, 26, 26, 32] │     320 │',
        '├──────────────────────────────┼────────────────────┼─────────┤',
        '│ maxPooling2d (maxPooling2d)  │ [null, 13, 13, 32] │       0 │',
        '├──────────────────────────────┼────────────────────┼─────────┤',
        '│ flatten (flatten)            │ [null, 5408]       │       0 │',
        '├──────────────────────────────┼────────────────────┼─────────┤',
        '│ dense (dense)                │ [null, 128]        │ 692,352 │',
        '├──────────────────────────────┼────────────────────┼─────────┤',
        '│ dropout (dropout)            │ [null, 128]        │       0 │',
        '├──────────────────────────────┼────────────────────┼─────────┤',
        '│ dense_1 (dense)              │ [null, 10]         │   1,290 │',
        '└──────────────────────────────┴────────────────────┴─────────┘',
        ' Total params: 693,962 (2.65 MB)',
        ' Trainable params: 693,962 (2.65 MB)',
        ' Non-trainable params: 0 (0 B)',
      ].map((line) =>
        line
          .replace(/ {2}(│|┃)/, ' $1')
          .replace(/━━(┳|╇)/, '━$1')
          .replace(/──(┼|┴)/, '─$1'),
      ),
    );
    expect(model.countParams()).toBe(693_962);
    expect(model.getLayer('dense_1')).toBe(model.getLayer(5));
    model.dispose();
  });

  test('a frozen layer keeps its weights, the others train', async () => {
    const { x, y } = blobs();
    const model = sequential(
      [dense({ units: 4, activation: relu, trainable: false }), dense({ units: 3, activation: softmax })],
      { seed: 3 },
    );
    model.compile({ optimizer: adam(), loss: sparseCategoricalCrossentropy });
    model.build([null, 2]);
    const before = await model.getWeights();
    await model.fit(x, y, { verbose: 0 });
    const after = await model.getWeights();
    expect(after[0]).toEqual(before[0]);
    expect(after[2]).not.toEqual(before[2]);
    model.dispose();
  });

  test('models nest: a model is a layer', async () => {
    const { x, y } = blobs();
    const body = sequential([dense({ units: 16, activation: relu }), dense({ units: 8, activation: relu })], {
      name: 'body',
    });
    const model = sequential([body, dense({ units: 3, activation: softmax })], { seed: 1 });
    model.compile({
      optimizer: adam({ learningRate: 0.05 }),
      loss: sparseCategoricalCrossentropy,
      metrics: [accuracy()],
    });
    const { history } = await model.fit(x, y, { epochs: 20, verbose: 0 });
    expect(history.accuracy!.at(-1)).toBeGreaterThan(0.9);
    expect(Object.keys(model.weights)).toEqual([
      'body/dense/kernel',
      'body/dense/bias',
      'body/dense_1/kernel',
      'body/dense_1/bias',
      'dense/kernel',
      'dense/bias',
    ]);
    model.dispose();
  });

  test('trainOnBatch, testOnBatch, predictOnBatch and trainStep', async () => {
    const { x, y } = blobs(30);
    const model = classifier();
    const first = await model.trainOnBatch(x, y);
    for (let i = 0; i < 60; i++) await model.trainOnBatch(x, y);
    const last = await model.testOnBatch(x, y);
    expect(Object.keys(first)).toEqual(['loss', 'accuracy']);
    expect(last.loss).toBeLessThan(first.loss! / 4);
    const [inputs, labels] = [tensor(x.data, [30, 2]), tensor(y.data, [30], 'int32')];
    await expectNoLeak(async () => {
      const loss = model.trainStep(inputs, labels);
      expect((await loss.data())[0]).toBeLessThan(1);
      loss.dispose();
      const predicted = model.predictOnBatch(inputs);
      expect(predicted.shape).toEqual([30, 3]);
      predicted.dispose();
    });
    model.dispose();
  });

  test('weights go out and in', async () => {
    const [one, two] = [classifier(1), classifier(2)];
    one.build([null, 2]);
    two.build([null, 2]);
    await two.setWeights(await one.getWeights());
    const { x } = blobs(9);
    const [a, b] = [await one.predict(x), await two.predict(x)];
    expectClose(a, b, 0);
    await expect(two.setWeights([])).rejects.toThrow('setWeights: the model has 4 weights, got 0.');
    await expect(two.setWeights([...(await one.getWeights()).slice(0, 3), [1, 2]])).rejects.toThrow(
      'setWeights: dense_1/bias must have shape [3], got [2].',
    );
    for (const owned of [a, b, one, two]) owned.dispose();
  });

  test('nothing leaks in fit, evaluate, predict, or once all is disposed', async () => {
    const { x, y } = blobs();
    const run = async (): Promise<void> => {
      const model = classifier();
      await model.fit(x, y, { epochs: 1, verbose: 0, validationSplit: 0.3 });
      await expectNoLeak(() => model.fit(x, y, { epochs: 2, verbose: 0, validationSplit: 0.3, classWeight: { 0: 2 } }));
      await expectNoLeak(() => model.evaluate(x, y));
      await expectNoLeak(async () => (await model.predict(x)).dispose());
      model.dispose();
    };
    await run();
    await expectNoLeak(run);
  });

  test('refuses what cannot be a model', () => {
    const layer = dense({ units: 1 });
    expect(() => sequential([])).toThrow('sequential: at least one layer is needed, got none.');
    expect(() => sequential([layer, layer])).toThrow(
      'sequential: each layer may stand once in it, but layer 1 (dense) stands there twice.',
    );
    expect(() => sequential([dense({ units: 1, name: 'a' }), dense({ units: 1, name: 'a' })])).toThrow(
      'sequential: layer names must be unique, got "a" twice.',
    );
    const model = sequential([dense({ units: 1 })]);
    expect(() => model.compile({ optimizer: 'adam' as never, loss: sparseCategoricalCrossentropy })).toThrow(
      'compile: optimizer must be an optimizer such as adam(), got "adam".',
    );
    expect(() => model.compile({ optimizer: adam(), loss: 'mse' as never })).toThrow(
      'compile: loss must be a function such as meanSquaredError, got "mse".',
    );
    expect(() =>
      model.compile({ optimizer: adam(), loss: sparseCategoricalCrossentropy, metrics: ['accuracy' as never] }),
    ).toThrow('compile: metrics must hold metrics such as accuracy() or functions, got "accuracy".');
    expect(() =>
      model.compile({ optimizer: adam(), loss: sparseCategoricalCrossentropy, metrics: [accuracy(), accuracy()] }),
    ).toThrow('compile: metric names must be unique, got "accuracy" twice; give one another name.');
    expect(() => model.getLayer('output')).toThrow('getLayer: there is no layer output, only dense.');
  });
});
