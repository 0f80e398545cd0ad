import { expectClose, expectGradients } from '@tenonjs/testing';
import { tensor2d } from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { l1l2 } from './l1l2.js';

const w = () =>
  tensor2d([
    [1, -2, 0.5],
    [-0.25, 3, 4],
  ]);

test('adds up both penalties, nothing by default', () => {
  expectClose(l1l2({ l1: 0.1, l2: 0.01 })(w()), [1.075 + 0.303125]);
  expectClose(l1l2({ l2: 0.1 })(w()), [3.03125]);
  expectClose(l1l2()(w()), [0]);
});

test('has its gradient', () => {
  expectGradients(l1l2({ l1: 0.1, l2: 0.05 }), [w()]);
});

test('carries its name and options', () => {
  expect({ ...l1l2({ l1: 0.1 }) }).toEqual({ type: 'l1l2', config: { l1: 0.1 } });
});

test('refuses negative rates', () => {
  expect(() => l1l2({ l1: -1 })).toThrow(new RangeError('l1l2: l1 must be a non-negative number, got -1.'));
  expect(() => l1l2({ l2: Number.NaN })).toThrow(new RangeError('l1l2: l2 must be a non-negative number, got NaN.'));
});
