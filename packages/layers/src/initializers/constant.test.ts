import { expectClose } from '@tenonjs/testing';
import { expect, test } from 'vitest';
import { constant } from './constant.js';

test('one number everywhere', () => {
  expectClose(constant({ value: -0.5 })([2]), [-0.5, -0.5]);
  expectClose(constant()([1]), [0]);
  expect({ ...constant({ value: 2 }) }).toEqual({ type: 'constant', config: { value: 2 } });
});

test('refuses what is no number', () => {
  expect(() => constant({ value: Number.NaN })).toThrow(
    new RangeError('constant: value must be a finite number, got NaN.'),
  );
});
