import { expectClose } from '@tenonjs/testing';
import {
  abs,
  clipByValue,
  elu,
  erf,
  exp,
  gather,
  log,
  mul,
  neg,
  reciprocal,
  relu,
  rsqrt,
  sigmoid,
  softplus,
  sqrt,
  square,
  type Tensor,
  tanh,
  tensor,
  tidy,
} from '@tensorflow/tfjs-core';
import { describe, expect, test } from 'vitest';
import { random } from '../testing/random.js';

const special = [0, -0, 1, -1, 1e-5, -3e-4, 1e-30, 1e-40, 88, -87, -100, 1e4, -1e4, Infinity, -Infinity, NaN];

describe('functions of each element', () => {
  const functions: [string, (x: Tensor) => Tensor, (x: number) => number][] = [
    ['Exp', exp, Math.exp],
    ['Log', log, Math.log],
    ['Tanh', tanh, Math.tanh],
    ['Neg', neg, (x) => -x],
    ['Abs', abs, Math.abs],
    ['Square', square, (x) => x * x],
    ['Sqrt', sqrt, Math.sqrt],
    ['Rsqrt', rsqrt, (x) => 1 / Math.sqrt(x)],
    ['Reciprocal', reciprocal, (x) => 1 / x],
    ['Relu', relu, (x) => Math.max(x, 0)],
    ['Sigmoid', sigmoid, (x) => 1 / (1 + Math.exp(-x))],
    ['Elu', elu, (x) => (x > 0 ? x : Math.expm1(x))],
    ['Softplus', softplus, (x) => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)))],
  ];
  for (const [name, f, reference] of functions) {
    test(name, () => {
      for (const size of [0, 1, 3, 4, 7, 1000, 4097]) {
        tidy(() => {
          for (const scale of [1, 20]) {
            const x = mul(random([size], 1), scale);
            const expected = Float64Array.from(x.dataSync(), reference);
            expectClose(f(x), expected, 5e-7);
          }
        });
      }
      tidy(() => {
        const x = tensor(special, [special.length]);
        expectClose(f(x), Float32Array.from(Float64Array.from(x.dataSync(), reference)), 5e-7);
      });
    });
  }
  test('Erf', () => {
    tidy(() => {
      expectClose(
        erf(tensor([0, 0.5, -0.5, 1, 2, -4, Infinity, -Infinity, NaN], [9])),
        [0, 0.5204998778, -0.5204998778, 0.8427007929, 0.995322265, -0.9999999846, 1, -1, NaN],
        3e-7,
      );
    });
  });
});

test('ClipByValue: NaN stays, integers are clipped as such', () => {
  tidy(() => {
    expectClose(
      clipByValue(tensor([-2, -1, 0.5, 3, NaN, Infinity, -Infinity], [7]), -1, 2),
      [-1, -1, 0.5, 2, NaN, 2, -1],
      0,
    );
    const whole = clipByValue(tensor([-7, 0, 3, 9], [4], 'int32'), -2, 5);
    expect([whole.dtype, ...whole.dataSync()]).toEqual(['int32', -2, 0, 3, 5]);
  });
});

describe('GatherV2', () => {
  for (const [shape, axis, ids] of [
    [[5], 0, [4, 0, 0]],
    [[5, 3], 0, [4, 0, 2, 2]],
    [[2, 5, 3], 1, [1, 4]],
    [[2, 5, 3], -1, [2]],
    [[4, 2], 0, []],
  ] as const) {
    test(`[${shape.join(', ')}] along ${axis}`, () => {
      tidy(() => {
        const x = random(shape, 1);
        const at = (axis + shape.length) % shape.length;
        const inner = shape.slice(at + 1).reduce((a: number, b) => a * b, 1);
        const expected: number[] = [];
        const step = shape[at]! * inner;
        for (let o = 0; o < x.size; o += step) {
          for (const id of ids) expected.push(...x.dataSync().slice(o + id * inner, o + (id + 1) * inner));
        }
        const y = gather(x, tensor([...ids], [ids.length], 'int32') as never, axis);
        expect(y.shape).toEqual([...shape.slice(0, at), ids.length, ...shape.slice(at + 1)]);
        expectClose(y, expected, 0);
      });
    });
  }
  test('an index out of range is refused', () => {
    tidy(() => {
      for (const id of [-1, 3]) {
        expect(() => gather(random([3, 2], 1), tensor([0, id], [2], 'int32') as never)).toThrow(
          new RangeError(`GatherV2: the index value ${id} is not in [0, 2]`),
        );
      }
    });
  });
});
