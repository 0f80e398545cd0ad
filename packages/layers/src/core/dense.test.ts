import { relu, tanh } from '@tenonjs/activations';
import { expectClose, readFixture, testLayer } from '@tenonjs/testing';
import {
  memory,
  ones as onesOf,
  type Scalar,
  square,
  sum,
  type Tensor,
  tensor2d,
  tidy,
  zeros as zerosOf,
} from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { ones } from '../initializers/ones.js';
import { dense } from './dense.js';

testLayer(dense, {
  cases: [
    { title: 'linear', options: { units: 3 }, input: [4, 5], weights: { kernel: [5, 3], bias: [3] } },
    {
      title: 'tanh without bias',
      options: { units: 2, activation: tanh, useBias: false },
      input: [3, 4],
      weights: { kernel: [4, 2] },
    },
    { title: 'over time', options: { units: 2 }, input: [2, 3, 4], weights: { kernel: [4, 2], bias: [2] } },
  ],
  fixture: readFixture(import.meta.url, '../../fixtures/dense.json'),
  options: ({ activation, ...options }) =>
    ({ ...options, ...(activation && { activation: { relu, tanh }[activation as 'relu'] }) }) as any,
  refuses: [
    [() => dense({ units: 0 }), 'dense: units must be a positive integer, got 0.'],
    [() => dense({ units: -3 }), 'dense: units must be a positive integer, got -3.'],
    [() => dense({ units: 2.5 }), 'dense: units must be a positive integer, got 2.5.'],
    [
      () => dense({ units: 2 }).build([5]),
      'dense: input must have rank 2 or more [batch, …, features], got shape [5].',
    ],
    [() => dense({ units: 2 }).build([null, null]), 'dense: features must be known to build, got shape [null, null].'],
    [
      () => dense({ units: 2, biasInitializer: (_, seed) => ones()([3], seed) }).build([null, 4]),
      'dense: initializer of bias must give shape [2], got [3].',
    ],
    [() => dense({ units: 2 }).call([1, 2] as never), 'dense: input must be a tensor, got number.'],
  ],
});

const built = () => {
  const layer = dense({ units: 2, name: 'head' });
  layer.build([null, 784]);
  return layer;
};

test('built for one number of features it refuses another, under its name', () => {
  const layer = built();
  const message = 'head: built for 784 features, got input of shape [32, 10].';
  expect(() => layer.call(zerosOf([32, 10]))).toThrow(new RangeError(message));
  expect(() => layer.build([32, 10])).toThrow(new RangeError(message));
  expect(() => layer.outputShape([32, 10])).toThrow(new RangeError(message));
  layer.dispose();
});

test('penalties and constraints come by weight, and none of a frozen layer', () => {
  const kernelRegularizer = (w: Tensor) => sum<Scalar>(square(w));
  const kernelConstraint = (w: Tensor) => w;
  const layer = dense({ units: 2, kernelInitializer: ones(), kernelRegularizer, kernelConstraint });
  expect(layer.losses!()).toEqual([]);
  layer.build([null, 3]);
  expectClose(layer.losses!()[0]!, [6]);
  expect(layer.constraints).toEqual({ kernel: kernelConstraint });
  layer.trainable = false;
  expect(layer.losses!()).toEqual([]);
  layer.dispose();
});

test('gives the penalty on its output to the context', () => {
  const layer = dense({ units: 2, kernelInitializer: ones(), activityRegularizer: (y) => sum<Scalar>(y) });
  const losses: Tensor[] = [];
  layer.call(onesOf([2, 3]), { training: true, addLoss: (loss) => losses.push(loss) });
  expectClose(losses[0]!, [12]);
  layer.dispose();
});

test('a call made inside tidy leaves the weights it built', () => {
  const layer = dense({ units: 1, kernelInitializer: ones() });
  tidy(() => layer.call(tensor2d([[1, 2]])));
  expectClose(
    tidy(() => layer.call(tensor2d([[1, 2]]))),
    [3],
  );
  const before = memory().numTensors;
  layer.dispose();
  expect(memory().numTensors).toBe(before - 2);
  expect(layer.weights).toEqual({});
});
