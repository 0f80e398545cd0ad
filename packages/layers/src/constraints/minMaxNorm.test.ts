import { expectClose, expectNoLeak } from '@tenonjs/testing';
import { tensor2d } from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { minMaxNorm } from './minMaxNorm.js';

const w = () =>
  tensor2d([
    [3, 0.3],
    [4, 0.4],
  ]);

test('brings norms into the range', () => {
  expectClose(minMaxNorm({ minValue: 1, maxValue: 2 })(w()), [1.2, 0.6, 1.6, 0.8]);
});

test('goes as far as its rate', () => {
  expectClose(minMaxNorm({ minValue: 1, maxValue: 2, rate: 0.5 })(w()), [2.1, 0.45, 2.8, 0.6]);
});

test('refuses bounds in the wrong order, negative ones, and rates beyond 1', () => {
  expect(() => minMaxNorm({ minValue: 2 })).toThrow(
    new RangeError('minMaxNorm: minValue must not exceed maxValue 1, got 2.'),
  );
  expect(() => minMaxNorm({ minValue: -1 })).toThrow(
    new RangeError('minMaxNorm: minValue must be a non-negative number, got -1.'),
  );
  expect(() => minMaxNorm({ rate: 1.5 })).toThrow(new RangeError('minMaxNorm: rate must be in [0, 1], got 1.5.'));
});

test('makes one tensor and leaves its input', async () => {
  const x = w();
  await expectNoLeak(() => minMaxNorm()(x).dispose());
  expectClose(x, [3, 0.3, 4, 0.4]);
  expect(minMaxNorm().type).toBe('minMaxNorm');
  expect(minMaxNorm().config).toEqual({});
});
