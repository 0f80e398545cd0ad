// A program that knows nothing of Tenon gains from it: tfjs-layers on wasm.
import '@tensorflow/tfjs-backend-cpu';
import { expectClose } from '@tenonjs/testing';
import {
  add,
  engine,
  grad,
  grads,
  io,
  memory,
  mul,
  type Scalar,
  setBackend,
  square,
  sum,
  type Tensor,
  tensor,
  tidy,
  type Variable,
  variableGrads,
} from '@tensorflow/tfjs-core';
import * as layers from '@tensorflow/tfjs-layers';
import { afterEach, expect, test, vi } from 'vitest';
import { activate } from './activate.js';
import { type Engine, fuseRecurrentLayers } from './tfjsLayers.js';

// The set-up called it before there was tfjs-layers.
await activate();

const kernels = vi.spyOn(engine(), 'runKernel');
/** How often the kernel of that name ran since this was last asked. */
function runs(name: string): number {
  const count = kernels.mock.calls.filter(([kernel]) => kernel === name).length;
  kernels.mockClear();
  return count;
}

afterEach(async () => {
  await setBackend('wasm');
  kernels.mockClear();
});

const wave = (shape: number[], from = 1): Tensor =>
  tensor(
    Float32Array.from({ length: shape.reduce((product, n) => product * n, 1) }, (_, i) => Math.sin(i * 12.9898 + from)),
    shape,
  );

/** The losses of 20 steps on `backend`. */
async function losses(backend: string, model: () => layers.Sequential, shape: number[], classes: number) {
  await setBackend(backend);
  const [batch] = shape as [number];
  const x = tidy(() => square(wave(shape)));
  const y = tensor(
    Float32Array.from({ length: batch * classes }, (_, i) => Number(i % classes === Math.floor(i / classes) % classes)),
    [batch, classes],
  );
  const net = model();
  net.compile({ optimizer: 'adam', loss: 'categoricalCrossentropy' });
  const seen: number[] = [];
  let tensors = 0;
  for (let step = 0; step < 20; step++) {
    seen.push((await net.trainOnBatch(x, y)) as number);
    if (step === 0) tensors = memory().numTensors;
  }
  expect(memory().numTensors).toBe(tensors);
  net.dispose();
  for (const data of [x, y]) data.dispose();
  return seen;
}

const uniform = (seed: number) => layers.initializers.glorotUniform({ seed });

const cnn = () =>
  layers.sequential({
    layers: [
      layers.layers.conv2d({
        filters: 4,
        kernelSize: 3,
        activation: 'relu',
        inputShape: [12, 12, 1],
        kernelInitializer: uniform(1),
      }),
      layers.layers.maxPooling2d({ poolSize: 2 }),
      layers.layers.flatten(),
      layers.layers.dense({ units: 16, activation: 'relu', kernelInitializer: uniform(2) }),
      layers.layers.dense({ units: 5, activation: 'softmax', kernelInitializer: uniform(3) }),
    ],
  });

type Kind = 'lstm' | 'gru' | 'simpleRNN';

const recurrent = (kind: Kind) => () =>
  layers.sequential({
    layers: [
      layers.layers[kind]({
        units: 8,
        inputShape: [6, 3],
        kernelInitializer: uniform(1),
        recurrentInitializer: uniform(2),
      }),
      layers.layers.dense({ units: 5, activation: 'softmax', kernelInitializer: uniform(3) }),
    ],
  });

test.each([
  ['its CNN', cnn, [10, 12, 12, 1], 'Conv2DBackpropFilter'],
  ['its LSTM', recurrent('lstm'), [10, 6, 3], 'LSTM', 'LSTMGrad'],
  ['its GRU', recurrent('gru'), [10, 6, 3], 'GRU', 'GRUGrad'],
  ['its SimpleRNN', recurrent('simpleRNN'), [10, 6, 3], 'SimpleRNN', 'SimpleRNNGrad'],
] as const)('%s trains on wasm with the losses it has on cpu', async (_, model, shape, ...once) => {
  const expected = await losses('cpu', model, [...shape], 5);
  kernels.mockClear();
  const seen = await losses('wasm', model, [...shape], 5);
  const ran = kernels.mock.calls.map(([kernel]) => kernel);
  for (const kernel of once) expect(ran.filter((name) => name === kernel).length).toBe(20);
  expectClose(seen, expected, 1e-4);
  expect(seen.at(-1)).toBeLessThan(seen[0]!);
});

const kernelOf = { lstm: 'LSTM', gru: 'GRU', simpleRNN: 'SimpleRNN' };

interface Case {
  readonly options?: Partial<layers.LSTMLayerArgs>;
  readonly masked?: boolean;
  readonly initial?: boolean;
  /** What is done to the layer before it is used. */
  readonly change?: (layer: any) => void;
}

const [batch, time, features, units] = [3, 4, 2, 5];

function layerOf(kind: Kind, { options, change }: Case): layers.RNN {
  const layer = layers.layers[kind]({
    units,
    kernelInitializer: uniform(1),
    recurrentInitializer: uniform(2),
    biasInitializer: layers.initializers.randomUniform({ minval: -1, maxval: 1, seed: 3 }),
    ...options,
  } as layers.LSTMLayerArgs);
  layer.apply(layers.input({ batchShape: [batch, time, features] }));
  change?.(layer);
  return layer;
}

/** Outputs in training and not, the gradients of all that goes in, and how many tensors are left of it. */
async function outcome(backend: string, kind: Kind, c: Case): Promise<{ values: Float32Array[]; left: number }> {
  await setBackend(backend);
  const before = memory().numTensors;
  const layer = layerOf(kind, c);
  const results = tidy(() => {
    const x = mul(wave([batch, time, features]), 2);
    const states = Array.from({ length: c.initial ? (kind === 'lstm' ? 2 : 1) : 0 }, (_, i) => wave([batch, units], i));
    // Time steps within, and at either end.
    const mask = c.masked && tensor([1, 0, 1, 1, 1, 1, 1, 0, 0, 1, 0, 1], [batch, time], 'bool');
    const call = (x: Tensor, initialState: Tensor[], training: boolean) =>
      [layer.apply(x, { training, mask, ...(c.initial && { initialState }) }) as Tensor | Tensor[]].flat();
    const total = (x: Tensor, ...states: Tensor[]) =>
      call(x, states, true)
        .map((y, i) => sum(mul(y, wave(y.shape, i + 7))))
        .reduce((a, b) => add(a, b)) as Scalar;
    const weights = layer.trainableWeights.map((w) => w.read() as Variable);
    const byName = variableGrads(() => total(x, ...states), weights).grads;
    return [
      ...call(x, states, false),
      ...weights.map(({ name }) => byName[name]!),
      ...grads(total)([x, ...states]),
      total(x, ...states),
    ];
  });
  const values = await Promise.all(results.map((y) => y.data<'float32'>()));
  for (const y of results) y.dispose();
  layer.dispose();
  return { values, left: memory().numTensors - before };
}

async function expectAsOnCpu(kind: Kind, c: Case, fused: boolean): Promise<void> {
  const expected = await outcome('cpu', kind, c);
  kernels.mockClear();
  const seen = await outcome('wasm', kind, c);
  expect(runs(kernelOf[kind])).toBe(fused ? 4 : 0);
  expect(seen.values.length).toBe(expected.values.length);
  for (const [i, values] of seen.values.entries()) expectClose(values, expected.values[i]!, 1e-5);
  expect(seen.left).toBe(expected.left);
}

test.each<[string, Case]>([
  ['as it is', {}],
  ['with each output', { options: { returnSequences: true } }],
  ['with its states', { options: { returnState: true } }],
  ['backwards', { options: { goBackwards: true } }],
  ['backwards with all', { options: { goBackwards: true, returnSequences: true, returnState: true }, masked: true }],
  ['without bias', { options: { useBias: false } }],
  ['with a sigmoid', { options: { recurrentActivation: 'sigmoid' } }],
  ['from given states', { initial: true }],
  ['with a mask', { masked: true, options: { returnSequences: true } }],
  ['with a mask, from given states', { masked: true, initial: true, options: { returnState: true } }],
  ['that keeps its states', { options: { stateful: true } }],
])('an LSTM %s is one kernel, and computes what it does on cpu', (_, c) => expectAsOnCpu('lstm', c, true));

test.each<[Kind, Case]>([
  ['gru', {}],
  ['gru', { initial: true, masked: true, options: { goBackwards: true, returnSequences: true } }],
  ['gru', { options: { stateful: true, returnState: true, recurrentActivation: 'sigmoid', useBias: false } }],
  ['simpleRNN', {}],
  ['simpleRNN', { initial: true, masked: true, options: { goBackwards: true, returnSequences: true } }],
  ['simpleRNN', { options: { stateful: true, returnState: true, useBias: false } }],
])('a %s is one kernel, and computes what it does on cpu: %j', (kind, c) => expectAsOnCpu(kind, c, true));

const half = (x: Tensor) => mul(x, 0.5);

test.each<[string, Case]>([
  ['another activation', { options: { activation: 'relu' } }],
  ['another activation of its gates', { options: { recurrentActivation: 'tanh' } }],
  ['dropout', { options: { dropout: 0.5, dropoutFunc: half } }],
  ['recurrent dropout', { options: { recurrentDropout: 0.5, dropoutFunc: half } }],
  ['a cell of its own', { change: ({ cell }) => Object.assign(cell, { call: cell.call.bind(cell) }) }],
  ['first states of its own', { change: (layer) => (layer.getInitialState = layer.getInitialState.bind(layer)) }],
])('an LSTM with %s goes the way of tfjs-layers', (_, c) => expectAsOnCpu('lstm', c, false));

test('an LSTM to be unrolled says as ever that it is not', async () => {
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
  await expectAsOnCpu('lstm', { options: { unroll: true } }, false);
  expect(warn.mock.calls.length % 2).toBe(0);
  expect(warn).toHaveBeenCalledWith('Ignoring unroll = true for RNN layer, due to imperative backend.');
  warn.mockRestore();
});

test('layers around it gain too', async () => {
  const make = () =>
    layers.sequential({
      layers: [
        layers.layers.embedding({ inputDim: 9, outputDim: 3, inputLength: 4, maskZero: true }),
        layers.layers.bidirectional({
          layer: layers.layers.lstm({ units: 4, returnSequences: true, recurrentInitializer: 'glorotUniform' }),
          mergeMode: 'concat',
        }),
        layers.layers.rnn({
          cell: layers.layers.lstmCell({ units: 3, recurrentInitializer: 'glorotUniform' }) as layers.RNN['cell'],
        }),
      ],
    });
  const net = make();
  const weights = net.getWeights();
  const x = tensor([1, 4, 0, 0, 8, 2, 5, 7], [2, 4], 'int32');
  const values = async (net: layers.Sequential) => (net.predict(x) as Tensor).data();
  const seen = await values(net);
  expect(runs('LSTM')).toBe(3);
  await setBackend('cpu');
  const other = make();
  other.setWeights(weights);
  expectClose(seen, await values(other), 1e-6);
});

test('what it has learnt is saved and loaded', async () => {
  const net = recurrent('lstm')();
  const x = wave([2, 6, 3]);
  const expected = await (net.predict(x) as Tensor).data();
  let saved: io.ModelArtifacts;
  await net.save(
    io.withSaveHandler(async (artifacts) => {
      saved = artifacts;
      return { modelArtifactsInfo: { dateSaved: new Date(), modelTopologyType: 'JSON' } };
    }),
  );
  const loaded = await layers.loadLayersModel(io.fromMemory(saved!));
  runs('LSTM');
  expect(await (loaded.predict(x) as Tensor).data()).toEqual(expected);
  expect(runs('LSTM')).toBe(1);
});

test('the gradient of its gradient is that of tfjs-layers', async () => {
  const second = async (backend: string) => {
    await setBackend(backend);
    const layer = layerOf('lstm', { options: { recurrentActivation: 'sigmoid' } });
    const total = (x: Tensor) => sum(layer.apply(x) as Tensor);
    return grad((x: Tensor) => sum(square(grad(total)(x))))(wave([batch, time, features])).data();
  };
  const expected = await second('cpu');
  expectClose(await second('wasm'), expected, 1e-5);
});

test('what it cannot take is the error it was', () => {
  const layer = layerOf('lstm', {});
  const states = [wave([batch, units])];
  expect(() => layer.call(wave([batch, time, features]), { initialState: states })).toThrow(
    'RNN Layer has 2 state(s) but was passed 1 initial state(s).',
  );
});

test('it is changed once', async () => {
  const { call } = layers.RNN.prototype;
  await activate();
  expect(layers.RNN.prototype.call).toBe(call);
});

test('classes of others by these names stay as they are', () => {
  const call = () => {};
  const wasm = engine() as unknown as Engine;
  class Rnn {}
  fuseRecurrentLayers(wasm, {});
  fuseRecurrentLayers(wasm, { RNN: [Rnn, undefined] });
  expect('call' in Rnn.prototype).toBe(false);
  Object.assign(Rnn.prototype, { call });
  fuseRecurrentLayers(wasm, { RNN: [Rnn, undefined] });
  expect(() => (new Rnn() as { call: (x: unknown, kwargs: null) => void }).call([], null)).not.toThrow();
});
