import { tensor1d } from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { expectClose } from './expectClose.js';

test('what agrees passes: tensors, arrays, numbers, NaN, infinities', () => {
  expectClose(tensor1d([1, 2]), [1, 2.000001]);
  expectClose([Number.NaN, Infinity, -Infinity, 0], [Number.NaN, Infinity, -Infinity, -0]);
  expectClose(1000.5, 1000, 1e-3);
});

test('what does not agree fails, and the worst value is named', () => {
  expect(() => expectClose([1, 2, 3], [1, 2.1, 4])).toThrow(
    'value 2 of 3 is 3, expected 4 within 0.00001 (2.50e+4 times that)',
  );
  expect(() => expectClose([1], [1, 2])).toThrow('number of values');
  expect(() => expectClose([Number.NaN], [1])).toThrow('value 0 of 1 is NaN, expected 1');
  expect(() => expectClose([1], [Number.NaN])).toThrow('value 0 of 1 is 1, expected NaN');
  expect(() => expectClose([Infinity], [-Infinity])).toThrow('value 0 of 1 is Infinity, expected -Infinity');
});
