import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { relu, softmax } from '@tenonjs/activations';
import { conv2d, dense, dropout, flatten, glorotUniform, l2, maxPooling2d } from '@tenonjs/layers';
import { sparseCategoricalCrossentropy } from '@tenonjs/losses';
import { fileSystem } from '@tenonjs/node';
import { adam } from '@tenonjs/optimizers';
import { expectClose, expectNoLeak } from '@tenonjs/testing';
import { describe, expect, test } from 'vitest';
import { blobs, inMemory } from '../../testing/blobs.js';
import type { Model } from '../model.js';
import { sequential } from '../sequential.js';
import { load } from './load.js';
import { decodeSafetensors, encodeSafetensors } from './safetensors.js';

const parts = { dense, dropout, relu, softmax, l2, glorotUniform };

function classifier(): Model {
  return sequential(
    [
      dense({
        units: 8,
        activation: relu,
        kernelRegularizer: l2({ l2: 0.001 }),
        kernelInitializer: glorotUniform({ seed: 4 }),
        inputShape: [2],
      }),
      dropout({ rate: 0.25 }),
      dense({ units: 3, activation: softmax, name: 'classes' }),
    ],
    { seed: 11 },
  );
}

const compile = (model: Model): void =>
  model.compile({ optimizer: adam({ learningRate: 0.03 }), loss: sparseCategoricalCrossentropy });

describe('save and load', () => {
  test('a loaded model predicts the same', async () => {
    const { x } = blobs();
    const model = sequential([
      conv2d({ filters: 2, kernelSize: 3, activation: relu, inputShape: [6, 5, 1] }),
      maxPooling2d({ poolSize: 2 }),
      flatten(),
      dense({ units: 4, activation: softmax }),
    ]);
    const images = { data: x.data.slice(0, 60), shape: [2, 6, 5, 1] };
    const storage = inMemory();
    await model.save(storage);
    expect(Object.keys(storage.files)).toEqual(['weights.safetensors', 'model.json']);
    const loaded = await load(storage, { conv2d, maxPooling2d, flatten, dense, relu, softmax });
    const [a, b] = [await model.predict(images), await loaded.predict(images)];
    expectClose(a, b, 0);
    for (const owned of [a, b, model, loaded]) owned.dispose();
  });

  test('through files and back; a missing one is named', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'tenon-model-'));
    try {
      const model = classifier();
      await model.save(fileSystem(folder));
      const loaded = await load(fileSystem(folder), parts);
      expect(await loaded.getWeights()).toEqual(await model.getWeights());
      rmSync(path.join(folder, 'weights.safetensors'));
      await expect(load(fileSystem(folder), parts)).rejects.toThrow(
        `fileSystem: the folder must hold weights.safetensors, got no such file at ${path.join(folder, 'weights.safetensors')}.`,
      );
      model.dispose();
      loaded.dispose();
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  test('training goes on as if it had never stopped', async () => {
    const { x, y } = blobs();
    const options = { batchSize: 16, verbose: 0 } as const;
    const whole = classifier();
    compile(whole);
    await whole.fit(x, y, { ...options, epochs: 4 });

    const first = classifier();
    compile(first);
    await first.fit(x, y, { ...options, epochs: 2 });
    const storage = inMemory();
    await first.save(storage);
    const second = await load(storage, parts);
    compile(second);
    await second.fit(x, y, { ...options, initialEpoch: 2, epochs: 4 });

    const [a, b] = [await whole.getWeights(), await second.getWeights()];
    expect(b).toEqual(a);
    for (const model of [whole, first, second]) model.dispose();
  });

  test('weights alone, into a model of the same structure', async () => {
    const [one, two] = [
      classifier(),
      sequential([dense({ units: 8, inputShape: [2] }), dense({ units: 3, name: 'classes' })]),
    ];
    const storage = inMemory();
    await one.saveWeights(storage);
    await two.loadWeights(storage);
    expect(await two.getWeights()).toEqual(await one.getWeights());
    one.dispose();
    two.dispose();
  });

  test('nothing leaks', async () => {
    const storage = inMemory();
    const run = async (): Promise<void> => {
      const model = classifier();
      compile(model);
      await model.fit([[1, 2]], [0], { verbose: 0 });
      await model.save(storage);
      const loaded = await load(storage, parts);
      compile(loaded);
      await loaded.fit([[1, 2]], [0], { verbose: 0 });
      loaded.dispose();
      model.dispose();
    };
    await run();
    await expectNoLeak(run);
  });

  test('what is missing or damaged is named', async () => {
    const model = classifier();
    const storage = inMemory();
    await model.save(storage);
    const { files } = storage;
    const loading = (changed: Record<string, Uint8Array | undefined>, given: object = parts) =>
      load(inMemory({ ...files, ...changed } as Record<string, Uint8Array>), given as typeof parts);
    const text = (value: string): Uint8Array => new TextEncoder().encode(value);

    await expect(loading({}, { dense, relu })).rejects.toThrow(
      'load: the model is made of l2, glorotUniform, dropout, softmax too; name them: load(storage, { dense, relu, l2, glorotUniform, dropout, softmax }).',
    );
    await expect(loading({ 'weights.safetensors': undefined })).rejects.toThrow(
      'inMemory: there is no weights.safetensors.',
    );
    await expect(loading({ 'model.json': text('{ "form') })).rejects.toThrow(
      'load: model.json is damaged: it is not JSON.',
    );
    await expect(loading({ 'model.json': text('{"format":"layers-model"}') })).rejects.toThrow(
      'load: model.json must have format "tenon" and version 1, got "layers-model" and undefined.',
    );
    const cut = files['weights.safetensors']!;
    await expect(loading({ 'weights.safetensors': cut.slice(0, -1) })).rejects.toThrow(
      /^load: the weights are damaged: classes\/bias ends at byte \d+, but the file has \d+\.$/,
    );
    await expect(loading({ 'weights.safetensors': cut.slice(0, 20) })).rejects.toThrow(
      /^load: the weights are damaged: the header takes \d+ bytes, but the file has 20\.$/,
    );
    await expect(loading({ 'weights.safetensors': cut.slice(0, 4) })).rejects.toThrow(
      'load: the weights are damaged: 4 bytes are too few for a safetensors file.',
    );

    const other = sequential([dense({ units: 8, inputShape: [3] }), dense({ units: 3, name: 'classes' })]);
    const before = await other.getWeights();
    await expect(other.loadWeights(storage)).rejects.toThrow(
      'loadWeights: dense/kernel must have shape [3, 8], got [2, 8].',
    );
    expect(await other.getWeights()).toEqual(before);
    const fewer = sequential([dense({ units: 8, inputShape: [2] })]);
    await expect(fewer.loadWeights(storage)).rejects.toThrow(
      'loadWeights: the model has no weight classes/kernel, only dense/kernel, dense/bias.',
    );
    const named = sequential([dense({ units: 1, activation: (x) => x, inputShape: [1] })]);
    await expect(named.save(storage)).rejects.toThrow(
      "save: dense's activation is a function without a name to save it by; give it a type, or save the weights alone with saveWeights.",
    );
    await expect(sequential([dense({ units: 1 })]).save(storage)).rejects.toThrow(
      'sequential: it has no weights yet; build it with an input shape, or give its first layer inputShape.',
    );
    for (const owned of [model, other, fewer, named]) owned.dispose();
  });
});

test('safetensors round trip, with a header of any length', () => {
  const arrays = {
    'a/ä': { data: new Float32Array([1, -2.5, Number.NaN]), shape: [3] },
    b: { data: new Int32Array([-1, 2 ** 31 - 1]), shape: [2, 1] },
    c: { data: new Uint8Array([255]), shape: [] },
    d: { data: new Float32Array(0), shape: [0, 4] },
  };
  const file = encodeSafetensors(arrays);
  expect(new DataView(file.buffer).getBigUint64(0, true) % 8n).toBe(0n);
  expect(decodeSafetensors(file)).toEqual(arrays);
  // Files come from Node as a Buffer.
  expect(decodeSafetensors(Buffer.from(file))).toEqual(arrays);
});
