import { bits } from '@tenonjs/internal';
import { expectClose, testLayer } from '@tenonjs/testing';
import { engine, ones, tensor2d } from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { dropout } from './dropout.js';

testLayer(dropout, {
  cases: [
    { title: 'half', options: { rate: 0.5 }, input: [4, 5] },
    { title: 'none', options: { rate: 0 }, input: [4, 5] },
    { title: 'seeded', options: { rate: 0.3, seed: 5 }, input: [2, 3, 2] },
    { title: 'whole features', options: { rate: 0.5, noiseShape: [null, 1, null] }, input: [2, 3, 4] },
  ],
  refuses: [
    [() => dropout({ rate: 1.5 }), 'dropout: rate must be in [0, 1), got 1.5.'],
    [() => dropout({ rate: 1 }), 'dropout: rate must be in [0, 1), got 1.'],
    [() => dropout({ rate: -0.1 }), 'dropout: rate must be in [0, 1), got -0.1.'],
    [
      () => dropout({ rate: 0.5, noiseShape: [null, 1] }).outputShape([2, 3, 4]),
      "dropout: noiseShape must have the input's rank 3, got shape [null, 1].",
    ],
  ],
});

const drop = (seed: number, rate = 0.25, size = 1000): number[] =>
  Array.from(
    dropout({ rate })
      .call(ones([size]), { training: true, seed })
      .dataSync(),
  );

test('drops what the bits of its seed say, the same on every backend', () => {
  const expected = Array.from({ length: 1000 }, (_, i) => (bits(9, i) >= Math.floor(0.25 * 2 ** 32) ? 4 / 3 : 0));
  expectClose(drop(9), expected, 1e-6);
});

test('drops about its rate and keeps the mean', () => {
  const y = drop(1, 0.25, 40_000);
  expect(y.filter((v) => v === 0).length / y.length).toBeCloseTo(0.25, 2);
  expect(y.reduce((a, b) => a + b) / y.length).toBeCloseTo(1, 2);
});

test('another seed, another mask; without a seed each call has its own', () => {
  expect(drop(1)).not.toEqual(drop(2));
  const layer = dropout({ rate: 0.5 });
  const call = () => Array.from(layer.call(ones([100]), { training: true }).dataSync());
  expect(call()).not.toEqual(call());
});

test('its own seed repeats the sequence of calls, and sets it apart from another layer in the same model', () => {
  const masks = (seed: number | undefined, context: object) => {
    const layer = dropout(seed === undefined ? { rate: 0.5 } : { rate: 0.5, seed });
    return [0, 1].map(() => Array.from(layer.call(ones([100]), { training: true, ...context }).dataSync()));
  };
  expect(masks(3, {})).toEqual(masks(3, {}));
  expect(masks(3, { seed: 1 })).not.toEqual(masks(4, { seed: 1 }));
});

test('the mask of the gradient is the mask of the output', () => {
  const x = ones([6, 7]);
  const layer = dropout({ rate: 0.4 });
  const { value, grads } = engine().gradients(() => layer.call(x, { training: true, seed: 2 }), [x], ones([6, 7]));
  expectClose(grads[0]!, value.dataSync());
});

test('a mask of noiseShape is shared along its axes of size 1', () => {
  const y = dropout({ rate: 0.5, noiseShape: [null, 1] }).call(ones([50, 3]), { training: true, seed: 1 });
  const rows = y.arraySync() as number[][];
  expect(rows.every((row) => row.every((v) => v === row[0]))).toBe(true);
  expect(new Set(rows.map((row) => row[0]))).toEqual(new Set([0, 2]));
});

test('changes nothing at inference, in a tensor of its own', () => {
  const x = tensor2d([[1, 2]]);
  const y = dropout({ rate: 0.9 }).call(x);
  y.dispose();
  expectClose(x, [1, 2]);
});
