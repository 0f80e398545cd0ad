// Recurrent layers inside fit: they learn, leave nothing behind, and are the same when loaded again.
import * as layers from '@tenonjs/layers';
import { meanSquaredError } from '@tenonjs/losses';
import { adam } from '@tenonjs/optimizers';
import { expectClose } from '@tenonjs/testing';
import { memory, type Tensor, tensor } from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { inMemory } from '../testing/blobs.js';
import { apply } from './graph/apply.js';
import { graph } from './graph/graph.js';
import { input } from './graph/input.js';
import { sequential } from './sequential.js';
import { load } from './serialization/load.js';

const {
  add,
  bidirectional,
  convLSTM1d,
  dense,
  flatten,
  gru,
  gruCell,
  lstm,
  lstmCell,
  masking,
  reshape,
  rnn,
  simpleRNN,
  timeDistributed,
} = layers;

/** Sequences of four steps of one number, the last ones padding for some; what is asked for is the mean of the others. */
function sequences(): { x: { data: Float32Array; shape: number[] }; y: { data: Float32Array; shape: number[] } } {
  const [n, time] = [24, 4];
  const [x, y] = [new Float32Array(n * time), new Float32Array(n)];
  for (let i = 0; i < n; i++) {
    const length = 2 + (i % 3);
    for (let t = 0; t < length; t++) {
      x[i * time + t] = Math.sin(1 + 7 * i + 3 * t);
      y[i]! += x[i * time + t]! / length;
    }
  }
  return { x: { data: x, shape: [n, time, 1] }, y: { data: y, shape: [n, 1] } };
}

const first = { inputShape: [4, 1] };
const stacks = {
  'simpleRNN, masked': () => [masking(first), simpleRNN({ units: 6 })],
  'lstm, dropped': () => [lstm({ units: 6, dropout: 0.1, recurrentDropout: 0.1, ...first })],
  'lstm on lstm, masked': () => [masking(first), lstm({ units: 4, returnSequences: true }), lstm({ units: 4 })],
  'gru, masked': () => [masking(first), gru({ units: 6 })],
  'gru, reset before': () => [gru({ units: 6, resetAfter: false, ...first })],
  'both directions, masked': () => [masking(first), bidirectional({ layer: lstm({ units: 3 }), mergeMode: 'sum' })],
  'cells on cells': () => [rnn({ cell: [gruCell({ units: 4 }), lstmCell({ units: 4 })], ...first })],
  'over time': () => [timeDistributed({ layer: dense({ units: 3 }), ...first }), simpleRNN({ units: 4 })],
  'a convolutional one': () => [
    reshape({ targetShape: [2, 2, 1], ...first }),
    convLSTM1d({ filters: 3, kernelSize: 2, padding: 'same' }),
    flatten(),
  ],
};

test.each(Object.entries(stacks))('%s', async (_, stack) => {
  const before = memory().numTensors;
  const { x, y } = sequences();
  const model = sequential([...stack(), dense({ units: 1 })], { seed: 3 });
  model.compile({ optimizer: adam({ learningRate: 0.02 }), loss: meanSquaredError });
  const { history } = await model.fit(x, y, { epochs: 12, batchSize: 8, verbose: 0 });
  expect(history.loss!.at(-1)).toBeLessThan(0.7 * history.loss![0]!);

  const storage = inMemory();
  await model.save(storage);
  const loaded = await load(storage, layers);
  const [a, b] = [await model.predict(x), await loaded.predict(x)];
  expectClose(a, b, 0);
  loaded.compile({ optimizer: adam({ learningRate: 0.02 }), loss: meanSquaredError });
  const [one, other] = [await model.fit(x, y, { verbose: 0 }), await loaded.fit(x, y, { verbose: 0 })];
  expectClose(one.history.loss!, other.history.loss!, 0);
  for (const owned of [a, b, model, loaded]) owned.dispose();
  expect(memory().numTensors - before, 'tensors left behind').toBe(0);
});

test('an encoder hands its states to a decoder', async () => {
  const before = memory().numTensors;
  const { x, y } = sequences();
  const source = input({ shape: [4, 1] });
  const target = input({ shape: [4, 1] });
  const [, h, c] = apply(lstm({ units: 4, returnState: true }), apply(masking(), source));
  const decoded = apply(lstm({ units: 4, returnSequences: true }), [apply(masking(), target), h!, c!]);
  const [outputs, state] = apply(gru({ units: 4, returnState: true }), decoded);
  const model = graph({
    inputs: [source, target],
    outputs: apply(dense({ units: 1 }), apply(add(), [outputs!, state!])),
  });
  model.compile({ optimizer: adam({ learningRate: 0.02 }), loss: meanSquaredError });
  const { history } = await model.fit([x, x], y, { epochs: 12, batchSize: 8, verbose: 0 });
  expect(history.loss!.at(-1)).toBeLessThan(0.7 * history.loss![0]!);
  const storage = inMemory();
  await model.save(storage);
  const loaded = await load(storage, { ...layers, graph });
  const [a, b] = [await model.predict([x, x]), await loaded.predict([x, x] as never)];
  expectClose(a as Tensor, b as Tensor, 0);
  for (const owned of [a, b, model, loaded]) (owned as Tensor).dispose();
  expect(memory().numTensors - before, 'tensors left behind').toBe(0);
});

test('a stateful layer carries its states from batch to batch, and the model makes it forget', async () => {
  const model = sequential([lstm({ units: 3, stateful: true, inputShape: [2, 1] }), dense({ units: 1 })], { seed: 1 });
  const x = tensor([1, -1, 0.5, 2], [2, 2, 1]);
  const [first, second] = [model.predictOnBatch(x), model.predictOnBatch(x)];
  expect(Array.from(second.dataSync())).not.toEqual(Array.from(first.dataSync()));
  model.resetState!();
  const again = model.predictOnBatch(x);
  expectClose(again, first, 0);
  model.compile({ optimizer: adam(), loss: meanSquaredError });
  const before = memory().numTensors;
  const y = tensor([0, 1], [2, 1]);
  for (let step = 0; step < 2; step++) model.trainStep(x, y).dispose();
  const after = memory().numTensors;
  model.trainStep(x, y).dispose();
  expect(memory().numTensors, 'tensors after a step more').toBe(after);
  expect(after).toBeGreaterThan(before);
  for (const owned of [model, x, y, first, second, again]) owned.dispose();
});
