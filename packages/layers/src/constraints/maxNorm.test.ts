import { expectClose, expectNoLeak } from '@tenonjs/testing';
import { ones, tensor2d } from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { maxNorm } from './maxNorm.js';

const w = () =>
  tensor2d([
    [3, 0.3],
    [4, 0.4],
  ]);

test('shortens what is too long, by columns where no axis is given', () => {
  expectClose(maxNorm({ maxValue: 1 })(w()), [0.6, 0.3, 0.8, 0.4]);
  expectClose(maxNorm()(w()), [1.2, 0.3, 1.6, 0.4]);
  expectClose(maxNorm({ maxValue: 1, axis: 1 })(tensor2d([[3, 4]])), [0.6, 0.8]);
});

test('a norm over several axes, for kernels of convolutions', () => {
  expectClose(maxNorm({ maxValue: 1, axis: [0, 1, 2] })(ones([2, 2, 1, 2])), new Array(8).fill(0.5));
});

test('refuses a negative norm and an axis that is no integer', () => {
  expect(() => maxNorm({ maxValue: -1 })).toThrow(
    new RangeError('maxNorm: maxValue must be a non-negative number, got -1.'),
  );
  expect(() => maxNorm({ axis: [0, 0.5] })).toThrow(new RangeError('maxNorm: axis must be an integer, got 0.5.'));
});

test('makes one tensor and leaves its input', async () => {
  const x = w();
  await expectNoLeak(() => maxNorm()(x).dispose());
  expectClose(x, [3, 0.3, 4, 0.4]);
  expect(maxNorm().type).toBe('maxNorm');
  expect(maxNorm().config).toEqual({});
});
