import { expectClose } from '@tenonjs/testing';
import { tensor1d } from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { geluApproximate } from './geluApproximate.js';

test('geluApproximate is GPT-2’s formula, under a name', () => {
  const xs = [-3, -0.5, 0, 0.7, 4];
  const expected = xs.map((x) => 0.5 * x * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x ** 3))));
  expectClose(geluApproximate(tensor1d(xs)), expected, 1e-6);
  expect(geluApproximate.type).toBe('geluApproximate');
});
