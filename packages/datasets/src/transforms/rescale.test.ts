import { expectClose } from '@tenonjs/testing';
import { expect, test } from 'vitest';
import { rescale } from './rescale.js';

test('rescale multiplies, then shifts, into float32', () => {
  const { data, shape } = rescale({ data: Uint8Array.of(0, 255, 51), shape: [3, 1] }, { scale: 2 / 255, offset: -1 });
  expect(data).toBeInstanceOf(Float32Array);
  expectClose(data, [-1, 1, -0.6]);
  expect(shape).toEqual([3, 1]);
});

test('rescale refuses what is no number', () => {
  const x = { data: new Float32Array(1), shape: [1] };
  expect(() => rescale(x, { scale: Number.NaN })).toThrow(
    new RangeError('rescale: scale must be a finite number, got NaN.'),
  );
  expect(() => rescale(x, { scale: 1, offset: 1 / 0 })).toThrow(
    new RangeError('rescale: offset must be a finite number, got Infinity.'),
  );
});
