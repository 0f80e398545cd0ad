import { tensor } from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { reshape } from './reshape.js';

const x = { data: Uint8Array.of(1, 2, 3, 4, 5, 6), shape: [2, 3] };

test('reshape shares the values and fills in −1', () => {
  expect(reshape(x, [3, -1]).shape).toEqual([3, 2]);
  expect(reshape(x, [-1]).shape).toEqual([6]);
  expect(reshape(x, [1, 6, 1]).data).toBe(x.data);
  expect(reshape({ data: new Float32Array(1), shape: [1] }, []).shape).toEqual([]);
});

test.each([[[4]], [[4, -1]], [[-1, -1]], [[0, -1]], [[2.5, -1]], [[-2, -3]], [[]]])('reshape refuses %j', (shape) => {
  expect(() => reshape(x, shape)).toThrow(
    new RangeError(`reshape: shape must hold 6 values, as [2, 3] does, got [${shape.join(', ')}].`),
  );
});

test('what comes out becomes a tensor as it is', async () => {
  const { data, shape } = reshape(x, [3, 2]);
  expect(await tensor(data, [...shape]).array()).toEqual([
    [1, 2],
    [3, 4],
    [5, 6],
  ]);
});
