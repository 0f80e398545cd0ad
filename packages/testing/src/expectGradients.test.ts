import { customGrad, memory, mul, square, sum, type Tensor, tensor1d, tensor2d } from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { expectGradients } from './expectGradients.js';

/** x², with a gradient of `factor` · x. */
const squareWith = (factor: number): ((x: Tensor) => Tensor) =>
  customGrad((x, save) => {
    (save as (tensors: Tensor[]) => void)([x as Tensor]);
    return { value: square(x as Tensor), gradFunc: (dy, [x]) => mul(dy, mul(factor, x!)) };
  });

test('the right gradient passes, and nothing is left behind', () => {
  const x = tensor2d([[1, -2, 0.5]]);
  const before = memory().numTensors;
  expectGradients(squareWith(2), [x]);
  expect(memory().numTensors).toBe(before);
});

test('a wrong gradient fails', () => {
  expect(() => expectGradients(squareWith(2.02), [tensor1d([1, -2])])).toThrow(/value . of 2 is/);
  expect(() => expectGradients(squareWith(0), [tensor1d([1])])).toThrow(/value 0 of 1 is/);
});

test('each input is asked', () => {
  const product = customGrad((a, b, save) => {
    const [x, y] = [a as Tensor, b as Tensor];
    (save as (tensors: Tensor[]) => void)([x, y]);
    // The second gradient is wrong.
    return { value: sum(mul(x, y)), gradFunc: (dy, [_x, y]) => [mul(dy, y!), mul(dy, y!)] };
  });
  const [a, b] = [tensor1d([1, 2]), tensor1d([3, 4])];
  expectGradients((a) => product(a, b), [a]);
  expect(() => expectGradients((a, b) => product(a, b), [a, b])).toThrow(/value . of 2 is/);
});
