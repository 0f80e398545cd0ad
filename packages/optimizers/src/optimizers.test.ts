import type { Optimizer as Contract, HasLearningRate, Schedule } from '@tenonjs/contracts';
import { testPackage } from '@tenonjs/testing';
import { dispose, io, memory, tensor1d, tensor2d } from '@tensorflow/tfjs-core';
import { layers, sequential } from '@tensorflow/tfjs-layers';
import { expect, test } from 'vitest';
import * as exported from './index.js';

testPackage(import.meta.url, exported);

const { adadelta, adafactor, adagrad, adam, adamW, adamax, ftrl, lamb, lion, muon } = exported;
const { nadam, rmsprop, scheduleFreeAdamW, sgd } = exported;
const makers = { adadelta, adafactor, adagrad, adam, adamW, adamax, ftrl, lamb, lion, muon };

test('the contracts hold: it compiles', () => {
  const schedule: Schedule = exported.noam({ units: 8 });
  const optimizer: Contract & HasLearningRate = adam({ learningRate: schedule });
  expect(optimizer.learningRate).toBe(schedule(0));
});

test.each(Object.entries({ ...makers, nadam, rmsprop, scheduleFreeAdamW, sgd }))(
  'tfjs-layers compiles, trains and saves a model with %s',
  async (name, make) => {
    const before = memory().numTensors;
    const model = sequential({ layers: [layers.dense({ units: 1, inputShape: [2], kernelInitializer: 'ones' })] });
    const optimizer = make({ learningRate: name === 'adadelta' ? 1 : 0.05, globalClipNorm: 10 });
    model.compile({ optimizer, loss: 'meanSquaredError' });
    const [x, y] = [tensor2d([[1, 2], [3, 1], [0, 1], [2, 2]]), tensor1d([1, 2, 0, 1])]; // biome-ignore format: a table
    const { history } = await model.fit(x, y, { epochs: 12, batchSize: 2, shuffle: false, verbose: 0 });
    const losses = history.loss as number[];
    expect(losses.at(-1)).toBeLessThan(losses[0]!);

    let saved: io.ModelArtifacts | undefined;
    const handler = io.withSaveHandler(async (artifacts) => {
      saved = artifacts;
      return { modelArtifactsInfo: { dateSaved: new Date(), modelTopologyType: 'JSON' } };
    });
    await model.save(handler, { includeOptimizer: true });
    expect(saved!.trainingConfig!.optimizer_config).toMatchObject({ class_name: name });
    const specs = saved!.weightSpecs!.filter(({ group }) => group === 'optimizer');
    expect(specs.map(({ name }) => name)).toEqual((await optimizer.getWeights()).map(({ name }) => name));

    model.dispose();
    optimizer.dispose();
    dispose([x, y]);
    expect(memory().numTensors - before).toBeLessThanOrEqual(2);
  },
);
