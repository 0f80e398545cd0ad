import { expectClose } from '@tenonjs/testing';
import { eye, matMul, mul, reshape, type Tensor2D } from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { orthogonalInitializer } from './orthogonalInitializer.js';

test.each([
  ['square', [5, 5], false],
  ['tall: columns are orthonormal', [7, 4], true],
  ['wide: rows are orthonormal', [3, 8], false],
  ['of a convolution', [3, 3, 2, 4], true],
])('%s', (_, shape, columns) => {
  const w = reshape(orthogonalInitializer({ gain: 2, seed: 1 })(shape), [-1, shape.at(-1)!]) as Tensor2D;
  const product = matMul(w, w, columns, !columns);
  expectClose(product, mul(4, eye(product.shape[0])).dataSync(), 1e-5);
});

test('a larger one stays accurate', () => {
  const w = orthogonalInitializer()([128, 512], 3) as Tensor2D;
  expectClose(matMul(w, w, false, true), eye(128).dataSync(), 1e-5);
});

test('from a seed, by name', () => {
  const read = (seed: number) => Array.from(orthogonalInitializer()([4, 4], seed).dataSync());
  expect(read(1)).toEqual(read(1));
  expect(read(1)).not.toEqual(read(2));
  expect({ ...orthogonalInitializer({ seed: 1 }) }).toEqual({ type: 'orthogonalInitializer', config: { seed: 1 } });
});

test('refuses vectors and a gain that is no number', () => {
  expect(() => orthogonalInitializer()([4])).toThrow(
    new RangeError('orthogonalInitializer: weight must have rank 2 or more, got shape [4].'),
  );
  expect(() => orthogonalInitializer({ gain: Number.NaN })).toThrow(
    new RangeError('orthogonalInitializer: gain must be a finite number, got NaN.'),
  );
});
