import { expectClose, expectGradients, expectNoLeak } from '@tenonjs/testing';
import { tensor2d } from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { l1 } from './l1.js';

const w = () =>
  tensor2d([
    [1, -2, 0.5],
    [-0.25, 3, 4],
  ]);

test('adds up the weights', () => {
  expectClose(l1({ l1: 0.1 })(w()), [0.1 * 10.75]);
  expectClose(l1()(w()), [(0.1 * 10.75) / 10]);
  expect(l1()(w()).shape).toEqual([]);
});

test('has its gradient, and leaves nothing behind', async () => {
  expectGradients(l1({ l1: 0.1 }), [w()]);
  const x = w();
  await expectNoLeak(() => l1()(x).dispose());
});

test('carries its name and options', () => {
  expect({ ...l1({ l1: 0.1 }) }).toEqual({ type: 'l1', config: { l1: 0.1 } });
});

test('refuses a negative rate', () => {
  expect(() => l1({ l1: -1 })).toThrow(new RangeError('l1: l1 must be a non-negative number, got -1.'));
});
