import { linear, relu, tanh } from '@tenonjs/activations';
import type { Layer } from '@tenonjs/contracts';
import { batchNormalization, dense, dropout, l2, transformerEncoder } from '@tenonjs/layers';
import { meanSquaredError } from '@tenonjs/losses';
import { adam } from '@tenonjs/optimizers';
import { expectNoLeak } from '@tenonjs/testing';
import { memory, tensor } from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { inMemory } from '../../testing/blobs.js';
import type { Model } from '../model.js';
import { sequential } from '../sequential.js';
import { load } from '../serialization/load.js';
import { chain } from './chain.js';
import { recompute } from './recompute.js';

const numbers = async (model: Model): Promise<number[][]> =>
  (await model.getWeights()).map(({ data }) => Array.from(data));
const array = (...shape: number[]): { data: Float32Array; shape: number[] } => ({
  data: Float32Array.from({ length: shape.reduce((a, b) => a * b) }, (_, i) => Math.sin(i * i)),
  shape,
});

const penalty = l2({ l2: 0.1 });

/** Trains five steps with the block's layers as they are, or behind `recompute`. */
async function trained(block: () => Layer[], wrap: boolean): Promise<number[][]> {
  const model = sequential(
    [...(wrap ? [recompute({ layer: chain(block()) })] : [chain(block())]), dense({ units: 2 })],
    { seed: 3 },
  );
  model.compile({ optimizer: adam({ learningRate: 0.01 }), loss: meanSquaredError });
  await model.fit(array(40, 6), array(40, 2), { batchSize: 8, verbose: 0 });
  const weights = await numbers(model);
  model.dispose();
  return weights;
}

/** A layer of no weights that passes on what it is given. */
const passing = (call: Layer['call']): Layer => ({
  type: 'passing',
  weights: {},
  build() {},
  call,
  outputShape: (shape) => shape,
  dispose() {},
});

test.each<[string, () => Layer[]]>([
  ['dense layers', () => [dense({ units: 8, activation: relu }), dense({ units: 8, activation: tanh })]],
  ['dropout', () => [dense({ units: 8, activation: relu }), dropout({ rate: 0.4 }), dense({ units: 4 })]],
  ['moving averages', () => [dense({ units: 8 }), batchNormalization(), dense({ units: 4 })]],
])('training is the same to the last bit: %s', async (_, block) => {
  expect(await trained(block, true)).toEqual(await trained(block, false));
});

test('a frozen layer within stays frozen', async () => {
  const frozen = (): Layer[] => [dense({ units: 8 }), Object.assign(dense({ units: 4 }), { trainable: false })];
  const weights = await trained(frozen, true);
  expect(weights).toEqual(await trained(frozen, false));
  const before = sequential([recompute({ layer: chain(frozen()) }), dense({ units: 2 })], { seed: 3 });
  before.build([null, 6]);
  expect(weights[2]).toEqual((await numbers(before))[2]);
  before.dispose();
});

test('penalties from within count', async () => {
  const penalized = (): Layer =>
    passing((x, { addLoss } = {}) => {
      addLoss?.(penalty(x));
      return linear(x);
    });
  const block = (): Layer[] => [dense({ units: 8 }), penalized()];
  const weights = await trained(block, true);
  expect(weights).toEqual(await trained(block, false));
  expect(weights).not.toEqual(await trained(() => [dense({ units: 8 })], true));
});

test('a Transformer of 24 blocks takes less than half of the memory, and trains to the same bits', async () => {
  const run = async (wrap: boolean): Promise<{ peak: number; weights: number[][] }> => {
    let most = 0;
    const probe = (): Layer =>
      passing((x) => {
        most = Math.max(most, memory().numBytes);
        return linear(x);
      });
    const block = (): Layer => chain([transformerEncoder({ intermediateDim: 32, numHeads: 2, dropout: 0.1 }), probe()]);
    const model = sequential([...Array.from({ length: 24 }, () => (wrap ? recompute({ layer: block() }) : block()))], {
      seed: 1,
    });
    model.compile({ optimizer: adam(), loss: meanSquaredError });
    const start = memory().numBytes;
    await model.fit(array(16, 12, 16), array(16, 12, 16), { batchSize: 16, verbose: 0 });
    const weights = await numbers(model);
    model.dispose();
    return { peak: most - start, weights };
  };
  const [recomputed, kept] = [await run(true), await run(false)];
  expect(recomputed.peak / kept.peak).toBeLessThan(0.5);
  expect(recomputed.weights).toEqual(kept.weights);
});

test('is saved and loaded, predicts alike, and leaves no tensor behind', async () => {
  const parts = { dense, dropout, recompute, relu };
  await expectNoLeak(async () => {
    const storage = inMemory();
    const model = sequential(
      [
        recompute({ layer: chain([dense({ units: 4, activation: relu }), dropout({ rate: 0.5 })]) }),
        dense({ units: 2 }),
      ],
      { seed: 1 },
    );
    model.compile({ optimizer: adam(), loss: meanSquaredError });
    await model.fit(array(16, 3), array(16, 2), { verbose: 0 });
    await model.save(storage);
    const again = await load(storage, parts);
    const x = tensor(array(5, 3).data, [5, 3]);
    const [a, b] = [await model.predict(x), await again.predict(x)];
    expect([...a.dataSync()]).toEqual([...b.dataSync()]);
    for (const each of [a, b, x, model, again]) each.dispose();
  });
});
