import { expectClose, expectGradients } from '@tenonjs/testing';
import { reshape, tensor2d } from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { orthogonalRegularizer } from './orthogonalRegularizer.js';

const w = () =>
  tensor2d([
    [1, -2, 0.5],
    [-0.25, 3, 4],
  ]);

test('is the mean cosine between rows, or columns', () => {
  const cosine = (a: number[], b: number[]) => {
    const dot = (x: number[], y: number[]) => x.reduce((sum, v, i) => sum + v * y[i]!, 0);
    return Math.abs(dot(a, b)) / Math.sqrt(dot(a, a) * dot(b, b));
  };
  expectClose(orthogonalRegularizer({ factor: 1 })(w()), [cosine([1, -2, 0.5], [-0.25, 3, 4])]);
  const columns = [
    [1, -0.25],
    [-2, 3],
    [0.5, 4],
  ] as const;
  const pairs = [
    [0, 1],
    [0, 2],
    [1, 2],
  ].map(([i, j]) => cosine([...columns[i!]!], [...columns[j!]!]));
  expectClose(orthogonalRegularizer({ factor: 1, mode: 'columns' })(w()), [pairs.reduce((a, b) => a + b) / 3]);
});

test('has its gradient', () => {
  expectGradients(orthogonalRegularizer({ factor: 1 }), [w()]);
  expectGradients(orthogonalRegularizer({ factor: 1, mode: 'columns' }), [w()]);
});

test('is zero for rows at right angles, and for one row', () => {
  expectClose(
    orthogonalRegularizer()(
      tensor2d([
        [1, 1],
        [1, -1],
      ]),
    ),
    [0],
  );
  expectClose(orthogonalRegularizer()(tensor2d([[1, 1]])), [0]);
});

test('carries its name and options', () => {
  expect({ ...orthogonalRegularizer({ mode: 'rows' }) }).toEqual({
    type: 'orthogonalRegularizer',
    config: { mode: 'rows' },
  });
});

test('refuses negative factors, other modes and other ranks', () => {
  expect(() => orthogonalRegularizer({ factor: -1 })).toThrow(
    new RangeError('orthogonalRegularizer: factor must be a non-negative number, got -1.'),
  );
  expect(() => orthogonalRegularizer({ mode: 'both' as never })).toThrow(
    new RangeError('orthogonalRegularizer: mode must be "rows" or "columns", got "both".'),
  );
  expect(() => orthogonalRegularizer()(reshape(w(), [6]))).toThrow(
    new RangeError('orthogonalRegularizer: weight must have rank 2 [rows, columns], got shape [6].'),
  );
});
