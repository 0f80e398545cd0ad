import { expectClose, testLayer } from '@tenonjs/testing';
import { mul, slice, sum, type Tensor, tensor, tidy, tile } from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { rotaryEmbedding } from './rotaryEmbedding.js';

testLayer(rotaryEmbedding, {
  cases: [
    { title: 'of features', options: {}, input: [2, 3, 4] },
    { title: 'of heads', options: { maxWavelength: 100, scalingFactor: 2 }, input: [1, 3, 2, 6] },
  ],
  refuses: [
    [() => rotaryEmbedding({ scalingFactor: 0 }), 'rotaryEmbedding: scalingFactor must be a positive number, got 0.'],
    [() => rotaryEmbedding().build([2, 3, 5]), 'rotaryEmbedding: features must be even, got input of shape [2, 3, 5].'],
    [
      () => rotaryEmbedding().build([2, 4]),
      'rotaryEmbedding: input must have rank 3 or more [batch, time, …, features], got shape [2, 4].',
    ],
  ],
});

test('keeps lengths, and products depend on the distance in time alone', () =>
  tidy(() => {
    const row = (values: number[]): Tensor => tile(tensor(values, [1, 1, 4]), [1, 6, 1]);
    const layer = rotaryEmbedding();
    const [q, k] = [layer.call(row([1, 2, 3, 4])), layer.call(row([0.5, -1, 2, 1]))];
    const at = (x: Tensor, t: number): Tensor => slice(x, [0, t, 0], [1, 1, 4]);
    const product = (a: Tensor, b: Tensor): number => sum(mul(a, b)).dataSync()[0]!;
    for (const t of [0, 3, 5]) expect(product(at(q, t), at(q, t))).toBeCloseTo(30, 4);
    expectClose(
      [product(at(q, 3), at(k, 1)), product(at(q, 5), at(k, 3))],
      [product(at(q, 2), at(k, 0)), product(at(q, 2), at(k, 0))],
      1e-4,
    );
  }));
