import { expectClose, expectNoLeak } from '@tenonjs/testing';
import { tensor2d } from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { nonNeg } from './nonNeg.js';

const w = () =>
  tensor2d([
    [3, 0.3],
    [4, 0.4],
  ]);

test('sets negative weights to zero', () => {
  expectClose(nonNeg()(tensor2d([[-1, 2]])), [0, 2]);
});

test('makes one tensor and leaves its input', async () => {
  const x = w();
  await expectNoLeak(() => nonNeg()(x).dispose());
  expectClose(x, [3, 0.3, 4, 0.4]);
  expect(nonNeg().type).toBe('nonNeg');
  expect(nonNeg().config).toEqual({});
});
