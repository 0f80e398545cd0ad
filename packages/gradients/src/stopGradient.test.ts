import { expectClose } from '@tenonjs/testing';
import { mul, registerGradient, sum, tensor1d, valueAndGrad } from '@tensorflow/tfjs-core';
import { test } from 'vitest';
import { multiplyGradient } from './multiply.js';
import { stopGradient } from './stopGradient.js';
import { sumGradient } from './sum.js';

test('stopGradient takes the value for a constant', () => {
  for (const config of [multiplyGradient, sumGradient])
    registerGradient(config as Parameters<typeof registerGradient>[0]);
  const x = tensor1d([1, -2, 3]);
  const { value, grad } = valueAndGrad((t) => sum(mul(t, stopGradient(t))))(x);
  expectClose(value, [14]);
  expectClose(grad, [1, -2, 3]);
});
