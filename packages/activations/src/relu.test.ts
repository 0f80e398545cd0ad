import { tensor1d } from '@tensorflow/tfjs-core';
import { expectClose, expectGradients } from '@tenonjs/testing';
import { expect, test } from 'vitest';
import { relu } from './relu.js';

test('relu passes what is positive', () => {
  expectClose(relu(tensor1d([-1, 0, 2])), [0, 0, 2]);
  expectGradients(relu, [tensor1d([-1, -0.3, 2, 0.5])]);
  expect(relu.type).toBe('relu');
});
