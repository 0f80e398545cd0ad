import { expectClose, expectNoLeak } from '@tenonjs/testing';
import { tensor2d } from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { unitNorm } from './unitNorm.js';

const w = () =>
  tensor2d([
    [3, 0.3],
    [4, 0.4],
  ]);

test('brings every norm to 1', () => {
  expectClose(unitNorm()(w()), [0.6, 0.6, 0.8, 0.8]);
  expectClose(unitNorm({ axis: 1 })(tensor2d([[3, 4]])), [0.6, 0.8]);
});

test('leaves zeros at zero', () => {
  expectClose(unitNorm()(tensor2d([[0], [0]])), [0, 0]);
});

test('makes one tensor and leaves its input', async () => {
  const x = w();
  await expectNoLeak(() => unitNorm()(x).dispose());
  expectClose(x, [3, 0.3, 4, 0.4]);
  expect(unitNorm().type).toBe('unitNorm');
  expect(unitNorm().config).toEqual({});
});
