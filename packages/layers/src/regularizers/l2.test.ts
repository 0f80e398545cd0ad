import { expectClose, expectGradients, expectNoLeak } from '@tenonjs/testing';
import { tensor2d } from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { l2 } from './l2.js';

const w = () =>
  tensor2d([
    [1, -2, 0.5],
    [-0.25, 3, 4],
  ]);

test('adds up the weights', () => {
  expectClose(l2({ l2: 0.1 })(w()), [0.1 * 30.3125]);
  expectClose(l2()(w()), [(0.1 * 30.3125) / 10]);
  expect(l2()(w()).shape).toEqual([]);
});

test('has its gradient, and leaves nothing behind', async () => {
  expectGradients(l2({ l2: 0.1 }), [w()]);
  const x = w();
  await expectNoLeak(() => l2()(x).dispose());
});

test('carries its name and options', () => {
  expect({ ...l2({ l2: 0.1 }) }).toEqual({ type: 'l2', config: { l2: 0.1 } });
});

test('refuses a negative rate', () => {
  expect(() => l2({ l2: -1 })).toThrow(new RangeError('l2: l2 must be a non-negative number, got -1.'));
});
