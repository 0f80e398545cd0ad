import { relu } from '@tenonjs/activations';
import { dense } from '@tenonjs/layers';
import { expectClose } from '@tenonjs/testing';
import { type Tensor, tensor2d } from '@tensorflow/tfjs-core';
import { describe, expect, test } from 'vitest';
import { inMemory } from '../../testing/blobs.js';
import type { Model } from '../model.js';
import { chain } from '../network/chain.js';
import { sequential } from '../sequential.js';
import { predict } from '../training/predict.js';
import { loadWeights } from './loadWeights.js';

const layers = (units: number, last = 'last') => [
  dense({ units: 3, activation: relu, name: 'first', inputShape: [2] }),
  dense({ units: 4, name: 'middle' }),
  dense({ units, name: last }),
];
const numbers = (x: Tensor): number[] => Array.from(x.dataSync());
const values = (model: Model, name: string): number[] => numbers(model.weights[name]!);

describe('loadWeights', () => {
  test('brings a trained model’s weights into a chain that only predicts', async () => {
    const model = sequential(layers(2));
    const storage = inMemory();
    await model.save(storage);
    const network = chain(layers(2));
    network.build([null, 2]);
    await loadWeights(network, storage);
    const [a, b] = [await model.predict([[1, 2]]), await predict(network, [[1, 2]])];
    expectClose(b, numbers(a), 0);
    for (const owned of [a, b, model, network]) owned.dispose();
  });

  test('by name takes over the layers that both have, and leaves the others', async () => {
    const [trained, other] = [sequential(layers(2, 'old')), sequential(layers(5, 'new'))];
    const storage = inMemory();
    await trained.saveWeights(storage);
    const untouched = values(other, 'new/kernel');
    await other.loadWeights(storage, { byName: true });
    for (const name of ['first/kernel', 'middle/kernel', 'middle/bias'])
      expect(values(other, name)).toEqual(values(trained, name));
    expect(values(other, 'new/kernel')).toEqual(untouched);
    trained.dispose();
    other.dispose();
  });

  test('a layer of another shape is refused, or left whole', async () => {
    const [trained, other] = [sequential(layers(2)), sequential(layers(5))];
    const storage = inMemory();
    await trained.saveWeights(storage);
    const before = await other.getWeights();
    const message = 'loadWeights: last/kernel must have shape [4, 5], got [4, 2].';
    await expect(other.loadWeights(storage)).rejects.toThrow(message);
    await expect(other.loadWeights(storage, { byName: true })).rejects.toThrow(message);
    expect(await other.getWeights()).toEqual(before);
    await other.loadWeights(storage, { byName: true, skipMismatch: true });
    expect(values(other, 'first/kernel')).toEqual(values(trained, 'first/kernel'));
    expect((await other.getWeights()).slice(4)).toEqual(before.slice(4));
    trained.dispose();
    other.dispose();
  });

  test('no name in common is no transfer', async () => {
    const [trained, other] = [
      sequential([dense({ units: 1, name: 'a', inputShape: [1] })]),
      sequential([dense({ units: 1, name: 'b', inputShape: [1] })]),
    ];
    const storage = inMemory();
    await trained.saveWeights(storage);
    await expect(other.loadWeights(storage, { byName: true })).rejects.toThrow(
      "loadWeights: none of the weights saved is one of the model's: saved are a/kernel, a/bias, the model has b/kernel, b/bias.",
    );
    const network = chain(layers(2));
    const x = tensor2d([[1, 2]]);
    await expect(loadWeights(network, storage)).rejects.toThrow(
      'loadWeights: the model has no weight a/kernel, only none; build it first.',
    );
    for (const owned of [x, trained, other]) owned.dispose();
  });
});
