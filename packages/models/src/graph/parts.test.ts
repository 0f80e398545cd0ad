// What a graph does with the parts that it is made of: masks, freezing, penalties, state, the summary.
import { relu, softmax } from '@tenonjs/activations';
import type { CallContext, Layer } from '@tenonjs/contracts';
import { add, batchNormalization, concatenate, dense, dropout, embedding, flatten, l2, lstm } from '@tenonjs/layers';
import { meanSquaredError, sparseCategoricalCrossentropy } from '@tenonjs/losses';
import { adam, sgd } from '@tenonjs/optimizers';
import { expectClose, expectNoLeak } from '@tenonjs/testing';
import { add as plus, type Tensor, tensor2d } from '@tensorflow/tfjs-core';
import { describe, expect, test } from 'vitest';
import { blobs, inMemory, still } from '../../testing/blobs.js';
import { sequential } from '../sequential.js';
import { load } from '../serialization/load.js';
import { apply } from './apply.js';
import { graph } from './graph.js';
import { input } from './input.js';

const quiet = { verbose: 0 } as const;
const numbers = (x: Tensor): number[] => Array.from(x.dataSync());
const printed = (model: { summary(options: object): void }, options = {}): string => {
  let text = '';
  model.summary({ ...options, printFn: (printed: string) => (text = printed) });
  return text;
};

/** A layer that remembers the contexts it was called with. */
function witness<I extends Tensor | Tensor[] = Tensor>(call: (x: I) => Tensor) {
  const given: number[][] = [];
  const contexts: CallContext[] = [];
  const masks: (readonly (Tensor | null)[] | undefined)[] = [];
  let resets = 0;
  const layer: Layer<I, Tensor> = {
    type: 'witness',
    weights: {},
    build() {},
    call(x, context = {}) {
      contexts.push(context);
      given.push(context.mask ? numbers(context.mask) : []);
      return call(x);
    },
    outputShape: (shape) => (Array.isArray(shape[0]) ? shape[0] : shape) as never,
    outputMask(_, mask, all) {
      masks.push(all);
      return mask;
    },
    resetState() {
      resets++;
    },
    dispose() {},
  };
  return { layer, given, contexts, masks, resets: () => resets };
}

describe('masks', () => {
  test('go along the edges: to layers of one input and of several, through models within, to the loss', async () => {
    const tokens = input({ shape: [3], dtype: 'int32', name: 'tokens' });
    const floats = input({ shape: [3, 2], name: 'floats' });
    const inner = witness((x) => x.clone());
    const joint = witness<Tensor[]>(([a]) => a!.clone());
    const words = apply(embedding({ inputDim: 4, outputDim: 2, maskZero: true }), tokens);
    const within = apply(sequential([inner.layer, dense({ units: 2 })], { name: 'within' }), words);
    const joined = apply(joint.layer, [within, floats]);
    const model = graph({
      inputs: [tokens, floats],
      outputs: apply(dense({ units: 1, name: 'each' }), joined),
      seed: 2,
    });
    const x = [
      [[1, 0, 2]],
      [
        [
          [1, 1],
          [1, 1],
          [1, 1],
        ],
      ],
    ] as const;
    const y = [[[1], [50], [2]]];
    model.compile({ optimizer: still, loss: meanSquaredError });
    const predicted = await model.predict(x);
    const [a, , c] = numbers(predicted);
    expectClose((await model.evaluate(x, y)).loss!, ((a! - 1) ** 2 + (c! - 2) ** 2) / 2, 1e-5);
    expect(inner.given[0]).toEqual([1, 0, 1]);
    expect(joint.contexts[0]!.masks!.map((mask) => mask === null)).toEqual([false, true]);
    expect(joint.masks[0]!.map((mask) => mask === null)).toEqual([false, true]);
    predicted.dispose();
    model.dispose();
  });
});

describe('freezing', () => {
  /** A body with batch normalization, and a head on it. */
  const transfer = () => {
    const a = input({ shape: [2] });
    const h = apply(batchNormalization(), apply(dense({ units: 4, activation: relu }), a));
    const body = graph({ inputs: a, outputs: apply(dropout({ rate: 0 }), h), name: 'body' });
    const b = input({ shape: [2] });
    const model = graph({
      inputs: b,
      outputs: apply(dense({ units: 3, activation: softmax, name: 'head' }), apply(body, b)),
      seed: 1,
    });
    return { body, model };
  };

  test('a model within keeps its weights and its moving statistics, and is saved frozen', async () => {
    const { x, y } = blobs(30);
    const { body, model } = transfer();
    body.trainable = false;
    expect(body.layers.map(({ trainable }) => trainable)).toEqual([false, false, false, false]);
    model.compile({ optimizer: adam({ learningRate: 0.05 }), loss: sparseCategoricalCrossentropy });
    const before = await body.getWeights();
    const { history } = await model.fit(x, y, { ...quiet, epochs: 5 });
    expect(await body.getWeights()).toEqual(before);
    expect(history.loss!.at(-1)).toBeLessThan(history.loss![0]!);
    const storage = inMemory();
    await model.save(storage);
    const again = await load(storage, { graph, dense, batchNormalization, dropout, relu, softmax });
    expect(again.getLayer('body').trainable).toBe(false);
    expect(printed(again, { showTrainable: true })).toContain('body (graph)  │ [null, 4]    │      28 │ N ');
    body.trainable = true;
    await model.fit(x, y, quiet);
    expect(await body.getWeights()).not.toEqual(before);
    model.dispose();
    again.dispose();
  });

  test('training: false keeps a normalization at inference while its weights are tuned', async () => {
    const { x, y } = blobs(30);
    const a = input({ shape: [2] });
    const norm = batchNormalization({ name: 'norm' });
    const h = apply(norm, a, { training: false });
    const model = graph({ inputs: a, outputs: apply(dense({ units: 3, activation: softmax }), h), seed: 1 });
    model.compile({ optimizer: sgd({ learningRate: 0.1 }), loss: sparseCategoricalCrossentropy });
    await model.fit(x, y, quiet);
    expect(numbers(norm.weights.movingMean!)).toEqual([0, 0]);
    expect(numbers(norm.weights.gamma!)).not.toEqual([1, 1]);
    const storage = inMemory();
    await model.save(storage);
    const again = await load(storage, { graph, batchNormalization, dense, softmax });
    again.compile({ optimizer: still, loss: sparseCategoricalCrossentropy });
    await again.fit(x, y, quiet);
    expect(numbers(again.weights['norm/movingMean']!)).toEqual([0, 0]);
    model.dispose();
    again.dispose();
  });

  test('weights of a trained body are taken over by name', async () => {
    const [one, two] = [transfer(), transfer()];
    const storage = inMemory();
    await one.body.saveWeights(storage);
    await two.body.loadWeights(storage, { byName: true });
    expect(await two.body.getWeights()).toEqual(await one.body.getWeights());
    for (const { model } of [one, two]) model.dispose();
  });
});

describe('penalties', () => {
  test('of weights and of outputs reach the loss from models within, those of a shared layer once', async () => {
    const a = input({ shape: [2] });
    const shared = dense({ units: 2, useBias: false, kernelRegularizer: l2({ l2: 0.1 }), name: 'shared' });
    const body = sequential([shared, dense({ units: 2, activityRegularizer: l2({ l2: 0.5 }), name: 'active' })]);
    const once = apply(body, a);
    const model = graph({ inputs: a, outputs: apply(add(), [once, apply(shared, once)]), seed: 1 });
    model.compile({ optimizer: still, loss: meanSquaredError });
    const x = tensor2d([[1, -2]]);
    const output = model.predictOnBatch(x);
    const active = body.predictOnBatch(x);
    const square = (values: number[]): number => values.reduce((total, value) => total + value * value, 0);
    const expected =
      square(numbers(output)) / 2 + 0.1 * square(numbers(shared.weights.kernel!)) + 0.5 * square(numbers(active));
    expectClose((await model.evaluate([[1, -2]], [[0, 0]])).loss!, expected, 1e-5);
    expectClose((await model.trainOnBatch([[1, -2]], [[0, 0]])).loss!, expected, 1e-5);
    expect(model.countParams()).toBe(4 + 6);
    for (const owned of [x, output, active, model]) owned.dispose();
  });
});

test('resetState reaches stateful layers, in models within too', () => {
  const a = input({ shape: [2] });
  const { layer, resets } = witness((x) => x.clone());
  const model = graph({ inputs: a, outputs: apply(sequential([layer, flatten()]), a) });
  model.resetState();
  expect(resets()).toBe(1);
  model.dispose();
});

test('a stateful layer in a model within goes on from batch to batch until resetState, before and after saving', async () => {
  const inner = input({ shape: [2, 1] });
  const recurrent = graph({
    inputs: inner,
    outputs: apply(lstm({ units: 3, stateful: true }), inner),
  });
  const model = sequential([recurrent, dense({ units: 1, inputShape: [3] })], { seed: 1 });
  const x = [[[0.5], [-1]]];
  const predicted = async (of: { predict(x: number[][][]): Promise<Tensor> }): Promise<number> => {
    const y = await of.predict(x);
    const [value] = numbers(y);
    y.dispose();
    return value!;
  };
  const first = await predicted(model);
  expect(await predicted(model)).not.toBe(first);
  model.resetState();
  expect(await predicted(model)).toBe(first);
  const storage = inMemory();
  await model.save(storage);
  const again = await load(storage, { graph, lstm, dense });
  expect(await predicted(again)).toBe(first);
  again.dispose();
  model.dispose();
});

test('what lies between is freed at inference, and kept where gradients are to flow', async () => {
  const a = input({ shape: [2] });
  let alive = 0;
  const layer: Layer = {
    type: 'watch',
    weights: {},
    build() {},
    call(x) {
      alive += Number(!x.isDisposed);
      return plus(x, 1);
    },
    outputShape: (shape) => shape,
    dispose() {},
  };
  const first = apply(layer, a);
  const second = apply(layer, first);
  const model = graph({ inputs: a, outputs: [apply(add(), [first, second]), first] });
  const x = tensor2d([[1, 2]]);
  await expectNoLeak(() => {
    const [total, kept] = model.predictOnBatch(x);
    expect([numbers(total!), numbers(kept!)]).toEqual([
      [5, 7],
      [2, 3],
    ]);
    total!.dispose();
    kept!.dispose();
  });
  expect(alive).toBe(2);
  expect(x.isDisposed).toBe(false);
  x.dispose();
});

describe('summary', () => {
  const residual = () => {
    const image = input({ shape: [4], name: 'image' });
    const h = apply(dense({ units: 4, activation: relu, name: 'first' }), image);
    const body = sequential([dense({ units: 8, name: 'wide' }), dense({ units: 4, name: 'narrow' })], { name: 'body' });
    const joined = apply(concatenate({ name: 'join' }), [h, apply(body, h)]);
    return graph({ inputs: image, outputs: apply(dense({ units: 2, name: 'out' }), joined), seed: 1, name: 'net' });
  };

  test('shows connections as Keras does', () => {
    const model = residual();
    expect(printed(model).split('\n')).toEqual([
      'Model: "net"',
      '┏━━━━━━━━━━━━━━━━━━━━┳━━━━━━━━━━━━━━┳━━━━━━━━━┳━━━━━━━━━━━━━━━━━━━━━━━━━┓',
      '┃ Layer (type)       ┃ Output Shape ┃ Param # ┃ Connected to            ┃',
      '┡━━━━━━━━━━━━━━━━━━━━╇━━━━━━━━━━━━━━╇━━━━━━━━━╇━━━━━━━━━━━━━━━━━━━━━━━━━┩',
      '│ image (input)      │ [null, 4]    │       0 │ -                       │',
      '├────────────────────┼──────────────┼─────────┼─────────────────────────┤',
      '│ first (dense)      │ [null, 4]    │      20 │ image[0][0]             │',
      '├────────────────────┼──────────────┼─────────┼─────────────────────────┤',
      '│ body (sequential)  │ [null, 4]    │      76 │ first[0][0]             │',
      '├────────────────────┼──────────────┼─────────┼─────────────────────────┤',
      '│ join (concatenate) │ [null, 8]    │       0 │ first[0][0], body[0][0] │',
      '├────────────────────┼──────────────┼─────────┼─────────────────────────┤',
      '│ out (dense)        │ [null, 2]    │      18 │ join[0][0]              │',
      '└────────────────────┴──────────────┴─────────┴─────────────────────────┘',
      ' Total params: 114 (456 B)',
      ' Trainable params: 114 (456 B)',
      ' Non-trainable params: 0 (0 B)',
    ]);
    model.dispose();
  });

  test('expands models within', () => {
    const model = residual();
    const text = printed(model, { expandNested: true });
    expect(text).toContain('│ body (sequential)   │ [null, 4]    │      76 │ first[0][0]             │');
    expect(text).toContain('│    └ wide (dense)   │ [null, 8]    │      40 │                         │');
    expect(text).toContain('│    └ narrow (dense) │ [null, 4]    │      36 │                         │');
    model.dispose();
  });

  test('a chain as a graph shows no connections', () => {
    const a = input({ shape: [2] });
    const model = graph({ inputs: a, outputs: apply(dense({ units: 1 }), apply(dense({ units: 2 }), a)) });
    expect(printed(model)).not.toContain('Connected');
    model.dispose();
  });
});
