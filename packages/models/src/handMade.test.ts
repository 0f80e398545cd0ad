// A layer, a loss and an optimizer that know nothing of Tenon: the contracts are shapes, not classes.

import type { Layer, Loss } from '@tenonjs/contracts';
import { primitive } from '@tenonjs/internal';
import { expectClose } from '@tenonjs/testing';
import {
  keep,
  matMul,
  mean,
  memory,
  mul,
  reshape,
  square,
  sub,
  type Tensor1D,
  tensor2d,
  train,
  variable,
} from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { sequential } from './sequential.js';

function linear(): Layer {
  let kernel: ReturnType<typeof variable> | undefined;
  return {
    type: 'linear',
    get weights() {
      return kernel ? { kernel } : {};
    },
    build: ([, features]) => {
      kernel ??= keep(variable(tensor2d(new Float32Array(features!), [features!, 1])));
    },
    call: (x) => {
      const w = kernel!;
      return primitive({ x, w }, () => ({
        value: matMul(x, w),
        keep: [x, w],
        gradient: (dy, [x, w]) => ({ x: () => matMul(dy, w!, false, true), w: () => matMul(x!, dy, true) }),
      }));
    },
    outputShape: ([batch]) => [batch!, 1],
    dispose: () => {
      kernel?.dispose();
      kernel = undefined;
    },
  };
}

const squaredError: Loss = (yTrue, yPred) =>
  primitive({ yPred }, () => {
    const error = sub(yPred, yTrue);
    return {
      value: mean(square(error), 1) as Tensor1D,
      keep: [error],
      gradient: (dy, [error]) => ({ yPred: () => mul(mul(error!, 2), reshape(dy, [-1, 1])) }),
    };
  });

test('a model trains hand-made parts with tfjs-core alone, and leaves no tensor behind', async () => {
  const before = memory().numTensors;
  const x = Array.from({ length: 50 }, (_, i) => [Math.sin(i), Math.cos(3 * i)]);
  const y = x.map(([a, b]) => [2 * a! - b!]);
  const model = sequential([linear()], { seed: 1 });
  model.compile({ optimizer: train.sgd(0.2), loss: squaredError, metrics: [squaredError] });
  const { history } = await model.fit(x, y, { epochs: 30, batchSize: 8, verbose: 0, validationSplit: 0.2 });
  expect(Object.keys(history)).toEqual(['loss', 'squaredError', 'val_loss', 'val_squaredError']);
  expect(history.loss).toHaveLength(30);
  expect(history.val_loss!.at(-1)).toBeLessThan(1e-3);
  expectClose(Object.values(model.weights)[0]!, [2, -1], 1e-2);
  const { loss } = await model.evaluate(x, y);
  expect(loss).toBeLessThan(1e-3);
  const predicted = await model.predict(x, { batchSize: 7 });
  expect(predicted.shape).toEqual([50, 1]);
  predicted.dispose();
  model.summary({ printFn: (text) => expect(text).toContain('linear (linear)') });
  model.dispose();
  expect(memory().numTensors).toBe(before);
});
