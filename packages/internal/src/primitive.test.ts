import { expectClose, expectGradients, expectNoLeak } from '@tenonjs/testing';
import { add, engine, grad, grads, mul, sin, split, square, type Tensor, tensor1d, tidy } from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { primitive } from './primitive.js';

const cube = (x: Tensor): Tensor =>
  primitive({ x }, () => ({
    value: mul(x, square(x)),
    keep: [x],
    gradient: (dy, [x]) => ({ x: () => mul(dy, mul(3, square(x!))) }),
  }));

/** a · b, telling which gradients were computed. */
const product = (a: Tensor, b: Tensor, computed: string[]): Tensor =>
  primitive({ a, b }, () => ({
    value: mul(a, b),
    keep: [a, b],
    gradient: (dy, [a, b]) => ({
      a: () => {
        computed.push('a');
        return mul(dy, b!);
      },
      b: () => {
        computed.push('b');
        return mul(dy, a!);
      },
    }),
  }));

test('tfjs-core has the method that primitives stand on', () => {
  expect(typeof (engine() as unknown as { runKernelFunc: unknown }).runKernelFunc).toBe('function');
});

test('value and gradient, also where primitives meet', () => {
  const x = tensor1d([-2, 0.5, 1]);
  expectClose(cube(x), [-8, 0.125, 1]);
  expectClose(grad(cube)(x), [12, 0.75, 3]);
  expectGradients((x) => cube(cube(x)), [tensor1d([-1, 0.5, 0.9])]);
  expectGradients((a, b) => product(cube(a), b, []), [tensor1d([1, -0.5]), tensor1d([0.3, 2])]);
});

test('a gradient that nobody asks for is not computed', () => {
  const [a, b] = [tensor1d([2]), tensor1d([3])];
  const computed: string[] = [];
  expectClose(grad((b: Tensor) => product(a, b, computed))(b), [2]);
  expect(computed).toEqual(['b']);
  grads((a: Tensor, b: Tensor) => product(a, b, computed))([a, b]);
  expect(computed.slice(1).sort()).toEqual(['a', 'b']);
});

test('an input without a thunk has no gradient, and asking for it says so', () => {
  const half = (x: Tensor, y: Tensor): Tensor =>
    primitive<'x' | 'y'>({ x, y }, () => ({ value: add(x, y), gradient: (dy) => ({ x: () => dy }) }));
  const [x, y] = [tensor1d([1]), tensor1d([2])];
  expectClose(grad((x: Tensor) => half(x, y))(x), [1]);
  expect(() => grad((y: Tensor) => half(x, y))(y)).toThrow(/Cannot backprop through input y/);
});

test('raw operations inside are not recorded: they need no gradient of their own', () => {
  // Sin has no registered gradient in Node, and none is asked for.
  const f = (x: Tensor): Tensor =>
    primitive({ x }, () => ({ value: sin(x), gradient: (dy) => ({ x: () => mul(dy, 7) }) }));
  expectClose(grad(f)(tensor1d([0])), [7]);
});

test('several values', () => {
  const halves = (x: Tensor): Tensor[] =>
    primitive<'x', Tensor[]>({ x }, () => ({
      value: split(x, 2),
      gradient: ([a, b]) => ({ x: () => tensor1d([a!.dataSync()[0]!, b!.dataSync()[0]! * 10]) }),
    }));
  const x = tensor1d([1, 2]);
  expectClose(halves(x)[1]!, [2]);
  const both = (x: Tensor): Tensor => {
    const [a, b] = halves(x);
    return product(a!, b!, []);
  };
  expectClose(grad(both)(x), [2, 10]);
});

test('nothing is left behind, with and without a tape', async () => {
  const x = tensor1d([1, 2]);
  await expectNoLeak(() => cube(x).dispose());
  await expectNoLeak(() => grad(cube)(x).dispose());
  await expectNoLeak(() => tidy(() => void grads((a: Tensor, b: Tensor) => product(cube(a), b, []))([x, x])));
});
