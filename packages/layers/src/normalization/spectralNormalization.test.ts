import { expectClose, expectNoLeak } from '@tenonjs/testing';
import { tensor, tidy } from '@tensorflow/tfjs-core';
import { describe, expect, test } from 'vitest';
import { conv2d } from '../convolution/conv2d.js';
import { dense } from '../core/dense.js';
import { embedding } from '../core/embedding.js';
import { flatten } from '../reshaping/flatten.js';
import { spectralNormalization } from './spectralNormalization.js';

/** The largest singular value of a matrix of rows, in float64. */
function largest(rows: number[][]): number {
  let u = rows[0]!.map((_, i) => 1 + i);
  let size = 0;
  for (let i = 0; i < 500; i++) {
    const v = rows.map((row) => row.reduce((sum, x, j) => sum + x * u[j]!, 0));
    u = u.map((_, j) => rows.reduce((sum, row, k) => sum + row[j]! * v[k]!, 0));
    size = Math.hypot(...u);
    u = u.map((x) => x / size);
  }
  return Math.sqrt(size);
}

const matrix = (values: ArrayLike<number>, columns: number): number[][] =>
  Array.from({ length: values.length / columns }, (_, i) => Array.from(values).slice(i * columns, (i + 1) * columns));

describe('spectralNormalization', () => {
  test('a step is the paper’s, with what it starts from', () =>
    tidy(() => {
      const layer = spectralNormalization({ layer: dense({ units: 2, useBias: false }) });
      layer.build([1, 3]);
      const [w, u] = [
        [
          [1, 2],
          [0, -1],
          [3, 0.5],
        ],
        [0.6, 0.8],
      ];
      layer.weights['layer/kernel']!.assign(tensor(w));
      layer.weights['estimate/vector']!.assign(tensor([u]));
      const x = [1, -1, 2];
      const y = layer.call(tensor([x]), { training: true });

      const along = w.map((row) => row[0]! * u[0]! + row[1]! * u[1]!);
      const v = along.map((a) => a / Math.hypot(...along));
      const back = [0, 1].map((j) => w.reduce((sum, row, i) => sum + row[j]! * v[i]!, 0));
      const sigma = Math.hypot(...back);
      expectClose(
        layer.weights['estimate/vector']!,
        back.map((b) => b / sigma),
      );
      const scaled = w.map((row) => row.map((value) => value / sigma));
      expectClose(layer.weights['layer/kernel']!, scaled.flat());
      expectClose(
        y,
        [0, 1].map((j) => scaled.reduce((sum, row, i) => sum + row[j]! * x[i]!, 0)),
      );
      layer.dispose();
    }));

  test.each([
    ['a dense layer', () => dense({ units: 3 }), [2, 4], 'layer/kernel'],
    ['a convolution', () => conv2d({ filters: 3, kernelSize: 2 }), [1, 4, 4, 2], 'layer/kernel'],
    ['an embedding', () => embedding({ inputDim: 5, outputDim: 3 }), [2, 2], 'layer/embeddings'],
  ] as const)('%s comes to a largest singular value of 1, and inference leaves it', (_, make, shape, name) =>
    tidy(() => {
      const layer = spectralNormalization({ layer: make(), powerIterations: 4 });
      layer.build([...shape], { seed: 3 });
      const x = tensor(new Array(shape.reduce((a: number, b) => a * b, 1)).fill(1), [...shape], 'float32');
      for (let i = 0; i < 30; i++) layer.call(x, { training: true });
      const kernel = layer.weights[name]!.dataSync().slice();
      expect(largest(matrix(kernel, 3))).toBeCloseTo(1, 4);
      layer.call(x);
      expectClose(layer.weights[name]!, kernel, 0);
      expect(layer.outputShape([...shape])).toEqual(layer.call(x).shape);
      layer.dispose();
    }),
  );

  test('is made of a seed, state apart, and frozen it does nothing', () =>
    tidy(() => {
      const layer = spectralNormalization({ layer: dense({ units: 2 }), trainable: false });
      layer.build([null, 3], { seed: 1 });
      expect(Object.entries(layer.weights).map(([name, w]) => [name, w.shape, w.trainable])).toEqual([
        ['layer/kernel', [3, 2], true],
        ['layer/bias', [2], true],
        ['estimate/vector', [1, 2], false],
      ]);
      const before = layer.weights['layer/kernel']!.dataSync().slice();
      layer.call(tensor([[1, 2, 3]]), { training: true });
      expectClose(layer.weights['layer/kernel']!, before, 0);
      layer.dispose();
    }));

  test('the same seed gives the same weights', () =>
    tidy(() => {
      const [one, other] = [0, 1].map(() => {
        const layer = spectralNormalization({ layer: dense({ units: 2 }) });
        layer.build([null, 3], { seed: 4 });
        return Object.values(layer.weights).flatMap((w) => [...w.dataSync()]);
      });
      expect(one).toEqual(other);
    }));

  test('leaves nothing behind', () =>
    expectNoLeak(() => {
      const layer = spectralNormalization({ layer: dense({ units: 2 }) });
      const x = tensor([[1, 2, 3]]);
      for (let i = 0; i < 2; i++) layer.call(x, { training: true }).dispose();
      x.dispose();
      layer.dispose();
    }));

  test.each([
    [() => spectralNormalization({ layer: 3 as never }), 'spectralNormalization: layer must be a layer, got number.'],
    [
      () => spectralNormalization({ layer: dense({ units: 2 }), powerIterations: 0 }),
      'spectralNormalization: powerIterations must be a positive integer, got 0.',
    ],
    [
      () => spectralNormalization({ layer: flatten() }).build([2, 3, 4]),
      'spectralNormalization: layer must have a kernel or embeddings, got flatten.',
    ],
  ])('refuses %#', (act, message) => {
    expect(act).toThrow(message);
  });
});
